/**
 * Where everything of a control structure goes. Control points down, so what comes back is placed as if it pointed down,
 * too, and drawn the other way. What surrounds the system has a band of its own at the side (`around.ts`); what nothing
 * is tied to yet stands on a shelf above, so that a long list does not become one wide row.
 */
import { besideUs } from "./around"
import { place, type Box, type Edge, type Graph, type Point } from "./elk"
import { findPlaces } from "./labels"
import { LINE, widthOf, wrap } from "./measure"
import type { Arrow, Part, Structure } from "./told"

export interface PlacedPart extends Box {
  part: Part
  lines: string[]
}
export interface PlacedArrow {
  arrow: Arrow
  points: Point[]
  label: Box | undefined
  what: string[]
  says: string[]
}
export interface Placed {
  width: number
  height: number
  parts: PlacedPart[]
  arrows: PlacedArrow[]
  /** The band of the environment, and where the shelf above ends, where there is one. */
  band: Box | undefined
  shelf: Point | undefined
  /** How many arrows have no room for their words: the table says them. */
  without_words: number
}

const MARGIN = 20
const NAME = { widest: 172, most: 3 }
const WORDS = { widest: 128, most: 2 }
const NARROWEST = 92
const GAP = 24
const CAPTION = 26
/** Up to this many arrows the layout makes room for their words; beyond, words go where there is room. */
export const ROOM_FOR_WORDS = 48

const BETWEEN_LAYERS = "elk.layered.spacing.nodeNodeBetweenLayers"
const OPTIONS: Record<string, string> = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.separateConnectedComponents": "false",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  // Measured: more patience gave no clearer picture, and took twice as long.
  "elk.layered.thoroughness": "2",
}

function sized(part: Part): PlacedPart {
  const lines = wrap(part.name, NAME.widest, NAME.most, true)
  const widest = Math.max(...lines.map(line => widthOf(line, true)), widthOf(part.kind_in_words))
  const width = Math.max(NARROWEST, widest + 32)
  return { part, lines, x: 0, y: 0, width, height: 16 + LINE * (lines.length + 1) }
}

function labelled(arrow: Arrow): PlacedArrow {
  const what = wrap(arrow.what, WORDS.widest, WORDS.most)
  const says = wrap(arrow.says, WORDS.widest - (arrow.state ? 14 : 0), WORDS.most)
  return { arrow, points: [], label: undefined, what, says }
}

export function sizeOfWords({ what, says, arrow }: PlacedArrow): { width: number; height: number } {
  const mark = arrow.says && arrow.state ? 14 : 0
  const width = Math.max(0, ...what.map(line => widthOf(line)), ...says.map(line => widthOf(line) + mark))
  return { width: width && width + 6, height: LINE * (what.length + says.length) + 2 }
}

/** Rows of boxes from `top` on, about as wide as `widest`; gives the height taken. */
export function shelve(parts: PlacedPart[], left: number, top: number, widest: number): number {
  let [x, y, tallest] = [left, top, 0]
  for (const one of parts) {
    if (x > left && x + one.width > left + widest) [x, y, tallest] = [left, y + tallest + GAP, 0]
    Object.assign(one, { x, y })
    x += one.width + GAP
    tallest = Math.max(tallest, one.height)
  }
  return parts.length ? y + tallest - top : 0
}

export const areaOf = (parts: PlacedPart[]): number => parts.reduce((sum, one) => sum + (one.width + GAP) * (one.height + GAP), 0)

/** Our own parts, and the arrows between them. */
function placeInside(parts: PlacedPart[], arrows: PlacedArrow[], makes_room: boolean): { width: number; height: number } {
  if (!parts.length) return { width: 0, height: 0 }
  const edges = arrows.map((one, index): Edge => {
    const { source, target, kind } = one.arrow
    const size = sizeOfWords(one)
    const [from, to] = kind === "feedback" ? [target, source] : [source, target]
    return { id: `a${index}`, sources: [from], targets: [to], labels: makes_room && size.width ? [{ text: "·", ...size }] : [] }
  })
  const graph: Graph = {
    id: "structure",
    layoutOptions: { ...OPTIONS, [BETWEEN_LAYERS]: makes_room ? "34" : "72" },
    children: parts.map(({ part, width, height }) => ({ id: part.id, width, height })),
    edges,
  }
  const { children, width = 0, height = 0 } = place(graph)
  children.forEach((node, index) => Object.assign(parts[index]!, { x: node.x ?? 0, y: node.y ?? 0 }))
  arrows.forEach((one, index) => {
    const { sections, labels } = graph.edges[index]!
    const section = sections?.[0]
    if (!section) return
    one.points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
    if (one.arrow.kind === "feedback") one.points.reverse()
    const label = labels[0]
    if (label) one.label = { x: label.x ?? 0, y: label.y ?? 0, width: label.width, height: label.height }
  })
  return { width, height }
}

export function arrange(structure: Structure): Placed {
  const parts = structure.parts.map(sized)
  const by_id = new Map(parts.map(one => [one.part.id, one]))
  const arrows = structure.arrows
    .filter(arrow => arrow.kind !== "gap" && by_id.has(arrow.source) && by_id.has(arrow.target))
    .map(labelled)
  const makes_room = arrows.length <= ROOM_FOR_WORDS
  const tied = new Set(arrows.flatMap(({ arrow }) => [arrow.source, arrow.target]))
  const ours = (id: string) => !by_id.get(id)!.part.is_environment
  const between_us = arrows.filter(({ arrow }) => ours(arrow.source) && ours(arrow.target))
  const around_us = arrows.filter(({ arrow }) => !ours(arrow.source) || !ours(arrow.target))
  const inside = parts.filter(one => ours(one.part.id) && tied.has(one.part.id))
  const loose = parts.filter(one => ours(one.part.id) && !tied.has(one.part.id))
  const around = parts.filter(one => one.part.is_environment)

  const { width: laid, height: tall } = placeInside(inside, between_us, makes_room)
  const beside = besideUs(inside, around, arrows, around_us, laid)
  const width = Math.max(laid, ...inside.map(one => one.x + one.width), 0)
  const height = Math.max(tall + beside.taller, 0)
  if (!makes_room) {
    const places = findPlaces(between_us.map(one => ({ points: one.points, ...sizeOfWords(one) })), inside)
    between_us.forEach((one, index) => (one.label = places[index]))
  }

  // The shelf stands above: all the rest moves down.
  const widest = Math.max(width, 560, Math.sqrt(areaOf(loose) * 2))
  const on_shelf = shelve(loose, 0, inside.length ? CAPTION : 0, widest)
  const ends = on_shelf + CAPTION
  const shelf = on_shelf && inside.length ? { x: MARGIN, y: MARGIN + ends + GAP } : undefined
  const down = !on_shelf ? 0 : shelf ? ends + GAP * 2 : inside.length ? ends : 0
  const { band } = beside
  const across = loose.length && !inside.length && band ? Math.max(...loose.map(one => one.x + one.width)) + GAP * 2 - band.x : 0
  const move = (point: Point, x: number, y: number) => Object.assign(point, { x: point.x + x, y: point.y + y })
  for (const one of loose) move(one, MARGIN, MARGIN)
  for (const one of inside) move(one, MARGIN, MARGIN + down)
  for (const one of around) move(one, MARGIN + across, MARGIN + (shelf ? down : 0))
  for (const one of arrows) {
    const sideways = MARGIN + (around_us.includes(one) ? across : 0)
    one.points = one.points.map(({ x, y }) => ({ x: x + sideways, y: y + MARGIN + down }))
    if (one.label) move(one.label, sideways, MARGIN + down)
  }
  if (band) move(band, MARGIN + across, MARGIN + (shelf ? down : 0))
  const boxes = [...parts, ...(band ? [band] : [])]
  const right = Math.max(0, ...boxes.map(one => one.x + one.width), width + MARGIN)
  const bottom = Math.max(0, ...boxes.map(one => one.y + one.height), height + MARGIN + down)
  const without_words = arrows.filter(one => !one.label && one.what.length + one.says.length).length
  return { width: Math.ceil(right + MARGIN), height: Math.ceil(bottom + MARGIN), parts, arrows, band, shelf, without_words }
}
