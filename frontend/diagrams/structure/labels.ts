/**
 * Words beside their arrows in a picture with many of them: each where nothing else is, or nowhere. (With few arrows the
 * layout makes room for all words; with many that would blow the picture up.)
 */
import type { Box, Point } from "./elk"

export interface Way {
  points: Point[]
  width: number
  height: number
}

const CLEAR = 3
const SHARES = [0.5, 0.3, 0.7, 0.15, 0.85]
const CELL = 160

const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** What is taken, found by where it is. */
class Ground {
  private readonly cells = new Map<string, Box[]>()

  private *over({ x, y, width, height }: Box): Generator<string> {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++)
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) yield `${column} ${row}`
  }

  take(box: Box): void {
    for (const cell of this.over(box)) {
      const taken = this.cells.get(cell)
      if (taken) taken.push(box)
      else this.cells.set(cell, [box])
    }
  }

  isFree(box: Box): boolean {
    for (const cell of this.over(box)) if (this.cells.get(cell)?.some(taken => meet(taken, box))) return false
    return true
  }
}

/** Places beside the pieces of a line, the longest piece first. */
function* beside({ points, width, height }: Way): Generator<Box> {
  const pieces = points.slice(1).map((end, index) => ({ from: points[index]!, to: end }))
  const long = ({ from, to }: { from: Point; to: Point }) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y)
  for (const { from, to } of pieces.sort((a, b) => long(b) - long(a)).slice(0, 3)) {
    const upright = Math.abs(to.y - from.y) >= Math.abs(to.x - from.x)
    for (const share of SHARES) {
      const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share]
      for (const side of [1, -1])
        yield upright
          ? { x: side > 0 ? x + CLEAR : x - CLEAR - width, y: y - height / 2, width, height }
          : { x: x - width / 2, y: side > 0 ? y - CLEAR - height : y + CLEAR, width, height }
    }
  }
}

/** For each way the place of its words, or undefined where there is none. */
export function findPlaces(ways: Way[], taken: Box[]): (Box | undefined)[] {
  const ground = new Ground()
  taken.forEach(box => ground.take(box))
  for (const { points } of ways)
    points.slice(1).forEach((end, index) => {
      const begin = points[index]!
      ground.take({
        x: Math.min(begin.x, end.x) - 1, y: Math.min(begin.y, end.y) - 1,
        width: Math.abs(end.x - begin.x) + 2, height: Math.abs(end.y - begin.y) + 2,
      })
    })
  return ways.map(way => {
    if (way.points.length < 2 || !way.width) return undefined
    for (const box of beside(way))
      if (box.x >= 0 && ground.isFree(box)) {
        ground.take(box)
        return box
      }
    return undefined
  })
}
