/** The engine in a worker of the page. Of several questions only the last one's answer counts. */
import type { Answered, Asked } from "../structure-engine"
import type { Picture, Structure } from "./told"

export class Drawing {
  private worker: Worker | undefined
  private last = 0
  private waiting: ((picture: Picture | null) => void) | undefined

  constructor(private readonly address: string, private readonly make = (address: string) => new Worker(address)) {}

  /** Loads the engine, so that the first picture waits for less. */
  warm(): void {
    if (this.worker) return
    this.worker = this.make(this.address)
    this.worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if (data.id === this.last) this.waiting?.(data.picture)
    }
    this.worker.onerror = () => this.waiting?.(null)
  }

  /** The picture, or null when there is none; never settles when another one was asked for meanwhile. */
  draw(structure: Structure): Promise<Picture | null> {
    this.warm()
    const asked: Asked = { id: ++this.last, structure }
    return new Promise(done => {
      this.waiting = done
      this.worker!.postMessage(asked)
    })
  }
}
