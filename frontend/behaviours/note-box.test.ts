import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { waiting } from "../outbox"
import { page, settled } from "../testing"
import noteBox from "./note-box"

const PAGE = `<dialog><form action="http://localhost/notes/"><input name="text"><p data-note-state></p><button type="button" data-close></button></form></dialog>
<p data-notes-waiting hidden></p>`

let dialog: HTMLDialogElement
const line = () => dialog.querySelector("input")!
const state = () => dialog.querySelector("[data-note-state]")!.textContent
const badge = () => document.querySelector<HTMLElement>("[data-notes-waiting]")!
const write = async (text: string) => {
  line().value = text
  dialog.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }))
  await settled()
}

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
  dialog = page<HTMLDialogElement>(PAGE, "dialog")
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test("a line is saved, and says so only then", async () => {
  const at = new Date(2026, 2, 4, 14, 2, 10)
  let answer: (response: Response) => void = () => {}
  const post = vi.fn((_url: string, _request: RequestInit) => new Promise<Response>(resolve => (answer = resolve)))
  vi.stubGlobal("fetch", post)
  noteBox(dialog)
  await write("The screen said up")
  expect(state()).toContain("Waiting")
  answer(new Response(JSON.stringify({ saved_at: at.toISOString() }), { status: 201 }))
  await settled()
  expect(state()).toBe("Saved 14:02:10")
  const body = post.mock.calls[0]![1].body as URLSearchParams
  expect(body.get("text")).toBe("The screen said up")
  expect(body.get("client_id")).toMatch(/^[0-9a-f-]{36}$/)
  expect(waiting("7")).toEqual([])
})

test("without a connection the line waits and goes out once, when there is one", async () => {
  const post = vi.fn().mockRejectedValueOnce(new TypeError("offline"))
  vi.stubGlobal("fetch", post)
  noteBox(dialog)
  await write("The bell was silent")
  expect(state()).toContain("kept in this browser")
  expect(badge().hidden).toBe(false)
  expect(badge().textContent).toContain("1 note waits")
  post.mockResolvedValue(new Response("{}", { status: 201 }))
  dispatchEvent(new Event("online"))
  await settled()
  dispatchEvent(new Event("online"))
  await settled()
  expect(post).toHaveBeenCalledTimes(2)
  expect(badge().hidden).toBe(true)
})

test("a line that waited through a closed tab goes out with the next page", async () => {
  localStorage.setItem("secondstory.notes.7", JSON.stringify([{ client_id: "a", text: "kept", written_at: "2026-03-04T12:00:00Z" }]))
  const post = vi.fn().mockResolvedValue(new Response("{}", { status: 201 }))
  vi.stubGlobal("fetch", post)
  noteBox(dialog)
  await settled()
  expect(post).toHaveBeenCalledOnce()
})

test("a line the server cannot keep comes back to be changed, and goes when it was", async () => {
  const post = vi.fn().mockResolvedValueOnce(new Response(JSON.stringify({ sentence: "Shorten it." }), { status: 400 }))
  vi.stubGlobal("fetch", post)
  noteBox(dialog)
  await write("long")
  expect(badge().textContent).toContain("press n")
  document.dispatchEvent(new CustomEvent("secondstory:note", { cancelable: true }))
  expect(state()).toBe("Shorten it.")
  expect(line().value).toBe("long")
  post.mockResolvedValue(new Response("{}", { status: 201 }))
  await write("short")
  expect(waiting("7")).toEqual([])
  expect(post).toHaveBeenCalledTimes(2)
})

test("the key n opens it", () => {
  noteBox(dialog)
  document.dispatchEvent(new CustomEvent("secondstory:note", { cancelable: true }))
  expect(dialog.open).toBe(true)
})
