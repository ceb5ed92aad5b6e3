// What we use of it; the package declares nothing for this file.
declare module "elkjs/lib/elk-worker.min.js" {
  export const Worker: new () => {
    onmessage: (answer: { data: { id: number; data?: unknown; error?: unknown } }) => void
    dispatcher: { saveDispatch(asked: { data: object }): void }
  }
}
