/** The layout engine, asked directly: it answers at once, in a worker of the page and in the server's engine alike. */
import { Worker } from "elkjs/lib/elk-worker.min.js"

export interface Point {
  x: number
  y: number
}
export interface Box extends Point {
  width: number
  height: number
}
export interface Label {
  text: string
  width: number
  height: number
  x?: number
  y?: number
}
export interface Section {
  startPoint: Point
  endPoint: Point
  bendPoints?: Point[]
}
export interface Node {
  id: string
  width: number
  height: number
  x?: number
  y?: number
  layoutOptions?: Record<string, string>
}
export interface Edge {
  id: string
  sources: string[]
  targets: string[]
  labels: Label[]
  sections?: Section[]
  layoutOptions?: Record<string, string>
}
export interface Graph {
  id: string
  layoutOptions: Record<string, string>
  children: Node[]
  edges: Edge[]
  width?: number
  height?: number
}

let engine: InstanceType<typeof Worker> | undefined

function ask(question: object): Graph | undefined {
  engine ??= new Worker()
  let answer: { data?: unknown; error?: unknown } | undefined
  engine.onmessage = ({ data }) => (answer = data)
  engine.dispatcher.saveDispatch({ data: { id: 1, ...question } })
  if (!answer || answer.error) throw new Error(`This could not be placed: ${JSON.stringify(answer?.error ?? null)}`)
  return answer.data as Graph | undefined
}

/** The same graph with a place for everything. */
export function place(graph: Graph): Graph {
  if (!engine) ask({ cmd: "register", algorithms: ["layered"] })
  return ask({ cmd: "layout", graph, layoutOptions: {}, options: {} })!
}
