/**
 * One file that places and draws a control structure, for both who need it: a worker of the page, so that the page
 * never waits, and the server's own engine, so that the picture is there without a script.
 *
 * It has no imports and exports when built: either loads it as a plain script.
 */
import { draw } from "./structure/draw"
import { arrange } from "./structure/graph"
import type { Picture, Structure } from "./structure/told"

function picture(structure: Structure): Picture {
  const began = Date.now()
  const placed = arrange(structure)
  const took = Date.now() - began
  const { width, height, without_words } = placed
  return { svg: draw(structure, placed), width, height, took, without_words }
}

export interface Asked {
  id: number
  structure: Structure
}
export type Answered = { id: number; picture: Picture } | { id: number; picture: null }

interface Engine {
  drawStructure?: (told: string) => string
  onmessage?: ((event: { data: Asked }) => void) | null
  postMessage?: (answer: Answered) => void
}
const engine = globalThis as unknown as Engine
engine.drawStructure = told => JSON.stringify(picture(JSON.parse(told) as Structure))
engine.onmessage = ({ data: { id, structure } }) => {
  let answer: Answered
  try {
    answer = { id, picture: picture(structure) }
  } catch {
    answer = { id, picture: null }
  }
  engine.postMessage?.(answer)
}
