"""World map for the desk: Natural Earth borders to compact SVG paths. Run once; its result is committed.

    npm pack world-atlas i18n-iso-countries        (both unpacked somewhere)
    python tools/make_map.py WORLD-ATLAS/countries-50m.json I18N-ISO-COUNTRIES/codes.json src/demarche/desk/data/world.json

Input: Natural Earth 1:50m (public domain) as TopoJSON (npm ``world-atlas``, ISC), ISO 3166 codes (npm ``i18n-iso-countries``, MIT).
Arcs are simplified once each (Douglas-Peucker), so neighbours keep one common border; the projection is Natural Earth
(Šavrič, Jenny, Patterson, Petrovič, Hurni 2011: polynomials 1-3 of "A Polynomial Equation for the Natural Earth Projection").
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

WIDTH = 960.0
TOLERANCE = 0.55
"""Pixels a simplified border may differ from the given one."""
SMALLEST = 1.2
"""Square pixels under which an island is left out; a country's largest part always stays."""
DOT = 14.0
"""Square pixels of a whole country under which it also gets a dot, so that it can be seen and clicked."""
SOUTH = -58.0
"""Degrees of latitude below which nothing is drawn (Antarctica)."""
NAMED = {"Kosovo": "XK", "N. Cyprus": "", "Somaliland": "", "Indian Ocean Ter.": "", "Ashmore and Cartier Is.": "", "Siachen Glacier": ""}
"""Shapes without an ISO number in the data: the user-assigned code for Kosovo, none for the others."""

Point = tuple[float, float]


def project(lon: float, lat: float) -> Point:
    """Natural Earth projection, scaled to ``WIDTH``."""
    phi, lam = math.radians(lat), math.radians(lon)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    scale = WIDTH / (2 * math.pi * 0.8707)
    return WIDTH / 2 + x * scale, -y * scale


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """All arcs in degrees, each simplified."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, max(y * sy + ty, -89.0)))
        found.append(simplified(line))
    return found


def simplified(degrees: list[Point]) -> list[Point]:
    """Douglas-Peucker on the projected line, without recursion; a closed line keeps its farthest point too."""
    line = [project(*point) for point in degrees]
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = 0.0, -1
        for i in range(first + 1, last):
            away = distance(line[i], line[first], line[last])
            if away > far:
                far, at = away, i
        if far > TOLERANCE:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [point for point, kept in zip(degrees, keep, strict=True) if kept]


def parts(outline: list[Point]) -> list[list[Point]]:
    """An outline in degrees as projected outlines, cut where it crosses the 180th meridian."""
    whole = [outline[0]]
    for lon, lat in outline[1:]:
        turns = round((whole[-1][0] - lon) / 360)
        whole.append((lon + 360 * turns, lat))
    shifted = [[(lon + shift, lat) for lon, lat in whole] for shift in (-360, 0, 360)]
    cut = [clipped(clipped(one, -180.0, 1), 180.0, -1) for one in shifted]
    return [[project(*point) for point in one] for one in cut if len(one) > 2]


def clipped(points: list[Point], edge: float, side: int) -> list[Point]:
    """The part of an outline on one side of a meridian (Sutherland-Hodgman)."""
    kept: list[Point] = []
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        inside_a, inside_b = side * (a[0] - edge) >= 0, side * (b[0] - edge) >= 0
        if inside_a:
            kept.append(a)
        if inside_a != inside_b:
            share = (edge - a[0]) / (b[0] - a[0])
            kept.append((edge, a[1] + share * (b[1] - a[1])))
    return kept


def distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return math.hypot(p[0] - a[0], p[1] - a[1])
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def ring(indices: list[int], lines: list[list[Point]]) -> list[Point]:
    """One closed outline out of its arcs; a negative index is an arc backwards."""
    points: list[Point] = []
    for index in indices:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        points += line if not points else line[1:]
    return points


def area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def middle(points: list[Point]) -> Point:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def path(rings: list[list[Point]], top: float) -> str:
    """SVG path data in tenths of a pixel, relative moves."""
    moves = []
    for points in rings:
        whole = [(round(x * 10), round((y - top) * 10)) for x, y in points]
        steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole))
        moves.append(f"M{whole[0][0]} {whole[0][1]}l{steps}z")
    return "".join(moves)


def main(atlas: str, codes: str, out: str) -> None:
    topology = json.loads(Path(atlas).read_text())
    numbers = {row[2]: row[0] for row in json.loads(Path(codes).read_text())}
    lines = arcs(topology)
    top, bottom = project(0, 84)[1], project(0, SOUTH)[1]
    shapes: list[dict[str, Any]] = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = numbers.get(str(geometry.get("id", "")).zfill(3)) or NAMED.get(name, "")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        outer = [part for polygon in polygons for part in parts(ring(polygon[0], lines))]
        outer = sorted((o for o in outer if middle(o)[1] < bottom), key=area, reverse=True)
        if code == "AQ" or not outer:
            continue
        kept = [o for o in outer if len(o) > 3 and area(o) >= SMALLEST]
        x, y = middle(outer[0])
        small = sum(map(area, outer)) < DOT
        shapes.append({"code": code, "path": path(kept, top), "x": round(x * 10), "y": round((y - top) * 10), "dot": small})
    shapes.sort(key=lambda shape: (shape["code"], shape["x"]))
    drawn = [shape for shape in shapes if shape["path"] or (shape["dot"] and shape["code"])]
    result = {"width": round(WIDTH * 10), "height": round((bottom - top) * 10), "shapes": drawn}
    Path(out).write_text(json.dumps(result, separators=(",", ":")).replace('{"code"', '\n{"code"') + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
