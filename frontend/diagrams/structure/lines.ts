/** Lines as SVG paths: with round corners, with a gap, as a wave; and the heads of arrows. */
import type { Box, Point } from "./elk"

const n = (value: number) => String(Math.round(value * 10) / 10)
const at = ({ x, y }: Point) => `${n(x)} ${n(y)}`
const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)
const between = (a: Point, b: Point, share: number): Point => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share })

export const lengthOf = (points: Point[]): number =>
  points.slice(1).reduce((sum, point, index) => sum + distance(points[index]!, point), 0)

/** The piece of a line between two distances from its beginning. */
export function piece(points: Point[], from: number, to: number): Point[] {
  const cut: Point[] = []
  let gone = 0
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!]
    const long = distance(a, b)
    if (long && gone + long > from && gone < to) {
      if (!cut.length) cut.push(between(a, b, Math.max(0, (from - gone) / long)))
      cut.push(between(a, b, Math.min(1, (to - gone) / long)))
    }
    gone += long
  }
  return cut
}

export function rounded(points: Point[], radius = 6): string {
  if (points.length < 2) return ""
  let path = `M${at(points[0]!)}`
  for (let index = 1; index < points.length - 1; index++) {
    const [before, corner, after] = [points[index - 1]!, points[index]!, points[index + 1]!]
    const round = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    const [enters, leaves] = [distance(before, corner), distance(corner, after)]
    if (!round || !enters || !leaves) continue
    path += `L${at(between(corner, before, round / enters))}Q${at(corner)} ${at(between(corner, after, round / leaves))}`
  }
  return `${path}L${at(points[points.length - 1]!)}`
}

const HALF_WAVE = 7
const SWING = 5
const MOST_WAVES = 24

/** The same way as a wave near its end: it presses, it does not steer. Straight again at the very end, for the head. */
export function wavy(points: Point[]): string {
  const long = lengthOf(points)
  const waves = Math.min(MOST_WAVES, Math.floor((long - 8) / HALF_WAVE))
  if (waves < 2) return rounded(points)
  const begins = long - 8 - waves * HALF_WAVE
  let path = rounded(piece(points, 0, begins)) || `M${at(points[0]!)}`
  let here = pointAt(points, begins / long) ?? points[0]!
  for (let wave = 0; wave < waves; wave++) {
    const next = piece(points, begins + wave * HALF_WAVE, begins + (wave + 1) * HALF_WAVE).at(-1) ?? here
    const far = distance(here, next) || 1
    const side = wave % 2 ? SWING : -SWING
    const swing = { x: (-(next.y - here.y) / far) * side, y: ((next.x - here.x) / far) * side }
    path += `Q${at({ x: (here.x + next.x) / 2 + swing.x, y: (here.y + next.y) / 2 + swing.y })} ${at(next)}`
    here = next
  }
  return path + `L${at(points[points.length - 1]!)}`
}

/** The head at a line's end: `full` a filled triangle, else an open angle. */
export function head(points: Point[], full: boolean, long = 8, half = 4): string {
  const tip = points[points.length - 1]
  const before = [...points].reverse().find(point => tip && distance(point, tip) > 0.5)
  if (!tip || !before) return ""
  const far = distance(before, tip)
  const along = { x: (tip.x - before.x) / far, y: (tip.y - before.y) / far }
  const side = (sign: number) => ({
    x: tip.x - along.x * long - along.y * half * sign,
    y: tip.y - along.y * long + along.x * half * sign,
  })
  return `M${at(side(1))}L${at(tip)}L${at(side(-1))}${full ? "Z" : ""}`
}

/** The point at a share of a line's length. */
export const pointAt = (points: Point[], share: number): Point | undefined => {
  const long = lengthOf(points)
  return piece(points, 0, Math.max(long * share, 0.01)).at(-1) ?? points[0]
}

/** How far along a line it comes nearest to a box. */
export function nearest(points: Point[], box: Box): number {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  let [gone, best, found] = [0, Infinity, 0]
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!]
    const long = distance(a, b)
    const share = long ? Math.min(1, Math.max(0, ((middle.x - a.x) * (b.x - a.x) + (middle.y - a.y) * (b.y - a.y)) / long ** 2)) : 0
    const { x, y } = between(a, b, share)
    const far = Math.hypot(Math.max(0, Math.abs(x - middle.x) - box.width / 2), Math.max(0, Math.abs(y - middle.y) - box.height / 2))
    if (far < best) [best, found] = [far, gone + long * share]
    gone += long
  }
  return found
}
