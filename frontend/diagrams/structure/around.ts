/**
 * The environment: a column at the right, each part near what it presses on. Its lines come in sideways, in a strip of
 * their own above the layer they are meant for, so that they cross what goes up and down and cover no part. Their words
 * have a column between the system and the environment.
 */
import type { Box, Point } from "./elk"
import { areaOf, shelve, sizeOfWords, type PlacedArrow, type PlacedPart } from "./graph"

const BETWEEN = 18
const TRACK = 8
const CORRIDOR = { between: 7, most: 24 }
const CAPTION = 62
const PADDING = 16
const NARROWEST = 150

interface Layer {
  top: number
  bottom: number
}

/** The layers from above: parts that share a height stand in one. */
export function layersOf(parts: Box[]): Layer[] {
  const layers: Layer[] = []
  for (const { y, height } of [...parts].sort((a, b) => a.y - b.y)) {
    const last = layers[layers.length - 1]
    if (last && y < last.bottom) last.bottom = Math.max(last.bottom, y + height)
    else layers.push({ top: y, bottom: y + height })
  }
  return layers
}

interface Beside {
  band: Box | undefined
  /** How much taller the system became by the strips. */
  taller: number
}
interface Track {
  one: PlacedArrow
  ours: PlacedPart
  theirs: PlacedPart
  height: number
  y: number
}

export function besideUs(inside: PlacedPart[], around: PlacedPart[], arrows: PlacedArrow[], around_us: PlacedArrow[], laid: number): Beside {
  if (!around.length) return { band: undefined, taller: 0 }
  const by_id = new Map([...inside, ...around].map(one => [one.part.id, one]))
  const layers = layersOf(inside)
  const layerOf = (part: PlacedPart) => layers.findLastIndex(layer => layer.top <= part.y + 0.5)
  const tracks: Track[] = around_us.flatMap(one => {
    const [source, target] = [by_id.get(one.arrow.source)!, by_id.get(one.arrow.target)!]
    if (source.part.is_environment && target.part.is_environment) return []
    const [ours, theirs] = source.part.is_environment ? [target, source] : [source, target]
    return [{ one, ours, theirs, height: Math.max(TRACK, sizeOfWords(one).height && sizeOfWords(one).height + 5), y: 0 }]
  })
  // From left to right, so that none comes down through another's line.
  const strips = layers.map((_, index) => tracks.filter(({ ours }) => layerOf(ours) === index).sort((a, b) => a.ours.x - b.ours.x))
  const taller = strips.map(strip => (strip.length ? strip.reduce((sum, { height }) => sum + height, BETWEEN) : 0))
  const moved = (y: number) => y + layers.reduce((sum, { top }, index) => (top <= y + 0.5 ? sum + taller[index]! : sum), 0)
  strips.forEach((strip, index) => {
    let y = moved(layers[index]!.top) - taller[index]!
    for (const track of strip) track.y = y += track.height
  })
  for (const one of arrows)
    if (!around_us.includes(one)) {
      one.points = one.points.map(({ x, y }) => ({ x, y: moved(y) }))
      if (one.label) one.label.y = moved(one.label.y)
    }
  for (const one of inside) one.y = moved(one.y)

  const right = Math.max(laid, ...inside.map(one => one.x + one.width), 0)
  const words = Math.max(0, ...tracks.map(({ one }) => sizeOfWords(one).width))
  const corridor = right + (tracks.length ? BETWEEN + words + 12 : 0)
  const left = corridor + Math.min(tracks.length, CORRIDOR.most) * CORRIDOR.between + (inside.length ? 24 : 0)
  const widest = Math.max(NARROWEST, ...around.map(one => one.width))
  const band = column(around, tracks, left, widest)
  tracks.forEach((track, index) => lead(track, tracks, right, corridor + (index % CORRIDOR.most) * CORRIDOR.between))
  amongThem(around_us, by_id, left + PADDING + widest)
  return { band, taller: taller.reduce((sum, height) => sum + height, 0) }
}

/** One above the other, each as near as can be to what it presses on; those that nothing is tied to below. */
function column(around: PlacedPart[], tracks: Track[], left: number, widest: number): Box {
  const wished = (one: PlacedPart) => {
    const mine = tracks.filter(({ theirs }) => theirs === one)
    return mine.reduce((sum, { y }) => sum + y, 0) / mine.length
  }
  const tied = around.filter(one => tracks.some(({ theirs }) => theirs === one)).sort((a, b) => wished(a) - wished(b))
  const loose = around.filter(one => !tied.includes(one))
  let y = CAPTION
  for (const one of tied) {
    one.x = left + PADDING + (widest - one.width) / 2
    one.y = Math.max(y, wished(one) - one.height / 2)
    y = one.y + one.height + BETWEEN
  }
  const wide = Math.max(widest, Math.sqrt(areaOf(loose) * 0.8))
  const shelved = shelve(loose, left + PADDING, y, wide)
  const right = Math.max(left + PADDING + widest, ...loose.map(one => one.x + one.width))
  return { x: left, y: 0, width: right - left + PADDING, height: (loose.length ? y + shelved : y - BETWEEN) + PADDING }
}

/** From their side through the corridor into its strip, and down to our part; or the same way back. */
function lead({ one, ours, theirs, y }: Track, tracks: Track[], right: number, corridor: number): void {
  const ports = tracks.filter(track => track.theirs === theirs).sort((a, b) => a.y - b.y)
  const from = theirs.y + (theirs.height * (ports.findIndex(track => track.one === one) + 1)) / (ports.length + 1)
  const landing = tracks.filter(track => track.ours === ours)
  const place = landing.findIndex(track => track.one === one)
  const x = ours.x + ours.width - 10 - ((place * 7) % Math.max(7, ours.width - 20))
  const points: Point[] = [
    { x: theirs.x, y: from }, { x: corridor, y: from }, { x: corridor, y }, { x, y }, { x, y: ours.y },
  ]
  one.points = theirs.part.id === one.arrow.source ? points : points.reverse()
  const { width, height } = sizeOfWords(one)
  if (width) one.label = { x: right + BETWEEN, y: y - height - 2, width, height }
}

/** Between two parts of the environment: around their right sides. */
function amongThem(around_us: PlacedArrow[], by_id: Map<string, PlacedPart>, right: number): void {
  for (const one of around_us) {
    const [source, target] = [by_id.get(one.arrow.source)!, by_id.get(one.arrow.target)!]
    if (!source.part.is_environment || !target.part.is_environment) continue
    const shift = source === target ? source.height / 4 : 6
    const [leaves, enters] = [source.y + source.height / 2 - shift, target.y + target.height / 2 + shift]
    const x = Math.max(right, source.x + source.width, target.x + target.width) + 8
    one.points = [
      { x: source.x + source.width, y: leaves }, { x, y: leaves }, { x, y: enters }, { x: target.x + target.width, y: enters },
    ]
  }
}
