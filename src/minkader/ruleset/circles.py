# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Circles in a graph of names: who leads back to himself."""

from collections.abc import Iterable, Iterator, Mapping


def strongly_connected(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the strongly connected components, each before those that lead to it.

    Only names that are keys of the graph count. Source: Tarjan, Depth-first search and linear
    graph algorithms (1972), written without recursion.
    """
    search = _Tarjan(graph)
    for root in graph:
        search.walk_from(root)
    return search.found


class _Tarjan:
    def __init__(self, graph: Mapping[str, Iterable[str]]) -> None:
        self.graph = graph
        self.order: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.stack: list[str] = []
        self.on_stack: set[str] = set()
        self.walk: list[tuple[str, Iterator[str]]] = []
        self.found: list[list[str]] = []

    def walk_from(self, root: str) -> None:
        if root not in self.order:
            self._enter(root)
        while self.walk:
            name, successors = self.walk[-1]
            step = next((n for n in successors if n in self.graph), None)
            if step is None:
                self._leave()
            elif step not in self.order:
                self._enter(step)
            elif step in self.on_stack:
                self.low[name] = min(self.low[name], self.order[step])

    def _enter(self, name: str) -> None:
        self.order[name] = self.low[name] = len(self.order)
        self.stack.append(name)
        self.on_stack.add(name)
        self.walk.append((name, iter(self.graph[name])))

    def _leave(self) -> None:
        name, _ = self.walk.pop()
        if self.walk:
            parent = self.walk[-1][0]
            self.low[parent] = min(self.low[parent], self.low[name])
        if self.low[name] == self.order[name]:
            self.found.append(_popped(self.stack, name))
            self.on_stack.difference_update(self.found[-1])


def _popped(stack: list[str], last: str) -> list[str]:
    component = [stack.pop()]
    while component[-1] != last:
        component.append(stack.pop())
    return component[::-1]


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return one circle of names for each component that leads back to itself, in a fixed order."""
    result = []
    order = {name: place for place, name in enumerate(graph)}
    for component in strongly_connected(graph):
        members = set(component)
        start = min(component, key=order.__getitem__)
        if len(component) == 1 and start not in set(graph[start]):
            continue
        result.append(_walk(graph, members, start))
    return result


def _walk(graph: Mapping[str, Iterable[str]], members: set[str], start: str) -> list[str]:
    # Breadth first, back to the start: the shortest circle through it.
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for step in graph[name]:
            if step == start:
                path = [name]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if step in members and step not in came_from:
                came_from[step] = name
                queue.append(step)
    raise AssertionError("a component that leads back to itself has a circle")  # pragma: no cover
