import { beforeEach, expect, test, vi } from "vitest"
import { page } from "../testing"
import signOut from "./sign-out"

const leave = () => {
  const form = page("<form></form>")
  signOut(form)
  const event = new Event("submit", { cancelable: true })
  form.dispatchEvent(event)
  return event.defaultPrevented
}

beforeEach(() => localStorage.clear())

test("nothing waits: nothing is asked", () => {
  const asked = vi.fn()
  vi.stubGlobal("confirm", asked)
  expect(leave()).toBe(false)
  expect(asked).not.toHaveBeenCalled()
})

test("waiting words are named, and kept when one stays", () => {
  localStorage.setItem("secondstory.draft.7./x#text", '{"text":"a","at":"2026-03-04"}')
  vi.stubGlobal("confirm", (words: string) => words.includes("something else"))
  expect(leave()).toBe(true)
  expect(localStorage).toHaveLength(1)
})

test("on a shared computer nothing of mine stays behind, and all of yours does", () => {
  localStorage.setItem("secondstory.draft.7./x#text", '{"text":"a","at":"2026-03-04"}')
  localStorage.setItem("secondstory.notes.7", '[{"client_id":"a"}]')
  localStorage.setItem("secondstory.draft.8./x#text", '{"text":"b","at":"2026-03-04"}')
  vi.stubGlobal("confirm", (words: string) => words.includes("1 unsent note and 1 unsaved text"))
  expect(leave()).toBe(false)
  expect(Object.keys(localStorage)).toEqual(["secondstory.draft.8./x#text"])
})
