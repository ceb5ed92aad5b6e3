import { beforeEach, expect, test, vi } from "vitest"
import { put, send, waiting, type Note } from "./outbox"

const note = (id: string): Note => ({ client_id: id, text: `line ${id}`, written_at: "2026-03-04T12:00:00Z" })
const answer = (status: number, body: object = {}) => new Response(JSON.stringify(body), { status })

beforeEach(() => localStorage.clear())

test("a note goes out once and is gone when the server has it", async () => {
  put("7", note("a"))
  const post = vi.fn(async () => answer(201, { saved_at: "2026-03-04T12:00:10Z" }))
  const [told] = await send("7", post)
  expect(told).toEqual({ note: note("a"), at: new Date("2026-03-04T12:00:10Z") })
  await send("7", post)
  expect(post).toHaveBeenCalledTimes(1)
  expect(waiting("7")).toEqual([])
})

test("without a connection everything waits, in order", async () => {
  put("7", note("a"))
  put("7", note("b"))
  const post = vi.fn(async () => Promise.reject(new TypeError("offline")))
  expect(await send("7", post)).toEqual([])
  expect(post).toHaveBeenCalledTimes(1)
  expect(waiting("7").map(n => n.client_id)).toEqual(["a", "b"])
})

test("an answer that got lost sends the same id again", async () => {
  put("7", note("a"))
  const ids: string[] = []
  const lost = vi.fn(async (n: Note) => (ids.push(n.client_id), Promise.reject(new TypeError("lost"))))
  await send("7", lost)
  await send("7", async n => (ids.push(n.client_id), answer(201)))
  expect(ids).toEqual(["a", "a"])
})

test.each([302, 401, 403, 500, 503])("an answer of %i keeps the note waiting", async status => {
  put("7", note("a"))
  expect(await send("7", async () => answer(status))).toEqual([])
  expect(waiting("7")).toHaveLength(1)
})

test("the sign-in page is not taken for a saved note", async () => {
  put("7", note("a"))
  const signIn = answer(200)
  Object.defineProperty(signIn, "redirected", { value: true })
  expect(await send("7", async () => signIn)).toEqual([])
  expect(waiting("7")).toHaveLength(1)
})

test("a line the server cannot keep comes back with its sentence", async () => {
  put("7", note("a"))
  put("7", note("b"))
  const told = await send("7", async n => (n.client_id === "a" ? answer(400, { sentence: "Too long." }) : answer(201)))
  expect(told[0]).toEqual({ note: note("a"), sentence: "Too long." })
  expect(told[1]).toHaveProperty("at")
  expect(waiting("7")).toEqual([{ ...note("a"), refused: "Too long." }])
  const again = vi.fn()
  await send("7", again)
  expect(again).not.toHaveBeenCalled()
})

test("one person's notes are never sent as another's", async () => {
  put("7", note("a"))
  const post = vi.fn()
  await send("8", post)
  expect(post).not.toHaveBeenCalled()
})

test("what another program wrote into the store is left alone", () => {
  localStorage.setItem("secondstory.notes.7", "{not json")
  expect(waiting("7")).toEqual([])
})
