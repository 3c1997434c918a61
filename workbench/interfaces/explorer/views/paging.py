"""Which projects a picture shows where there are more than fit: an order to choose, and pages to turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ipywidgets as widgets

from workbench.interfaces.explorer.views.view import Redraw

MOST = 14
"""Projects in one picture."""


class Paging:
    """An order and a page; hidden where everything fits on one.

    Parameters
    ----------
    orders
        What the orders are called, by key; the first is taken at first.
    redraw
        Called when another order or page is chosen.
    """

    def __init__(self, orders: Mapping[str, str], redraw: Redraw) -> None:
        self._redraw = redraw
        self._page = self._pages = 0
        self._order = widgets.Dropdown(
            description="Projects, ordered by",
            options=[(title, key) for key, title in orders.items()],
            style={"description_width": "initial"},
        )
        self._earlier, self._later = (
            widgets.Button(description=text, tooltip=f"{text} projects in this order")
            for text in ("Previous", "Next")
        )
        self._where = widgets.HTML()
        self._order.observe(lambda _: self._turned_to(0), names="value")
        self._earlier.on_click(lambda _: self._turned_to(self._page - 1))
        self._later.on_click(lambda _: self._turned_to(self._page + 1))
        self.widget = widgets.HBox([self._order, self._earlier, self._where, self._later])
        self.widget.add_class("wb-paging")

    @property
    def order(self) -> str:
        """Key of the order that is chosen."""
        return str(self._order.value)

    def part(self, projects: Sequence[str]) -> tuple[str, ...]:
        """Those of the page that is shown, of all in the order that is chosen."""
        self._pages = max(1, -(-len(projects) // MOST))
        self._page = min(self._page, self._pages - 1)
        begin = MOST * self._page
        part = tuple(projects[begin : begin + MOST])
        self._where.value = f"{begin + 1}–{begin + len(part)} of {len(projects)}"
        self._earlier.disabled, self._later.disabled = self._page == 0, self._page == self._pages - 1
        self.widget.layout.display = "none" if self._pages == 1 else ""
        return part

    def _turned_to(self, page: int) -> None:
        self._page = min(max(0, page), self._pages - 1)
        self._redraw()
