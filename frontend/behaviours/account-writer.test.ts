import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { page, settled } from "../testing"
import accountWriter from "./account-writer"
import savedIndicator from "./saved-indicator"

const PAGE = `<form action="http://localhost/entries/"><input type="hidden" name="seen" value="0"><p data-time-note></p>
<textarea name="text"></textarea><p class="own__save"><button>Save</button></p></form>
<p class="saved"></p><section id="quiet-word" hidden><div data-quiet></div></section>`
const AT = new Date(2026, 2, 4, 14, 2, 10)
const SAVED = { url: "http://localhost/entries/7/", number: 1, saved_at: AT.toISOString(), note: "", quiet: [] }

let form: HTMLFormElement
const words = () => form.querySelector("textarea")!
const state = () => document.querySelector(".saved")!.textContent
const answer = (body: object, status = 200) => new Response(JSON.stringify(body), { status })
const type = async (text: string) => {
  words().value = text
  words().dispatchEvent(new Event("input", { bubbles: true }))
  await vi.advanceTimersByTimeAsync(1300)
  await settled()
}

beforeEach(() => {
  vi.useFakeTimers()
  form = page<HTMLFormElement>(PAGE, "form")
  savedIndicator(document.querySelector<HTMLElement>(".saved")!)
  accountWriter(form)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test("a pause after the last key saves, and the next save goes to the same entry", async () => {
  const post = vi.fn(async (_url: string, _request: RequestInit) => answer(SAVED))
  vi.stubGlobal("fetch", post)
  await type("I saw")
  expect(state()).toBe("Saved 14:02:10")
  await type("I saw nothing")
  expect(post.mock.calls.map(([url]) => url)).toEqual(["http://localhost/entries/", "http://localhost/entries/7/"])
  expect(form.querySelector<HTMLInputElement>("[name=seen]")!.value).toBe("1")
})

test("the draft is let go only when what was saved is what stands there", async () => {
  const kept = vi.fn()
  form.addEventListener("secondstory:kept", kept)
  vi.stubGlobal("fetch", async () => {
    words().value = "and more"
    return answer(SAVED)
  })
  await type("I saw")
  expect(kept).not.toHaveBeenCalled()
  vi.stubGlobal("fetch", async () => answer(SAVED))
  await type("and more")
  expect(kept).toHaveBeenCalledOnce()
})

test("without a connection it waits, and saves when there is one", async () => {
  const post = vi.fn().mockRejectedValueOnce(new TypeError("offline")).mockImplementation(async () => answer(SAVED))
  vi.stubGlobal("fetch", post)
  await type("I saw")
  expect(state()).toContain("Waiting for a connection")
  dispatchEvent(new Event("online"))
  await settled()
  await vi.advanceTimersByTimeAsync(1)
  expect(state()).toBe("Saved 14:02:10")
})

test("saved in another tab: the sentence is shown, the words stay, and nothing is sent until one types or presses", async () => {
  const post = vi.fn(async () => answer({ code: "saved_elsewhere", sentence: "You saved something else here.", number: "2" }, 409))
  vi.stubGlobal("fetch", post)
  await type("mine")
  expect(document.querySelector("[role=alert]")!.textContent).toBe("You saved something else here.")
  expect(words().value).toBe("mine")
  dispatchEvent(new Event("online"))
  await settled()
  expect(post).toHaveBeenCalledOnce()
})

test("a quiet word is shown beside, and goes with the words it was about", async () => {
  vi.stubGlobal("fetch", async () => answer({ ...SAVED, quiet: [{ said: "my fault", text: "What did you see?" }] }))
  await type("It was my fault")
  const note = document.querySelector<HTMLElement>("#quiet-word")!
  expect(note.hidden).toBe(false)
  expect(note.textContent).toContain("‘my fault’. What did you see?")
  vi.stubGlobal("fetch", async () => answer(SAVED))
  await type("The prompt looked the same")
  expect(note.hidden).toBe(true)
})

test("an empty form is not sent", async () => {
  const post = vi.fn()
  vi.stubGlobal("fetch", post)
  await type("   ")
  expect(post).not.toHaveBeenCalled()
})

test("saved in another tab, typing on sends nothing; the button does, to the entry that is there", async () => {
  const url = "http://localhost/entries/9/"
  const post = vi.fn(async () => answer({ code: "saved_elsewhere", sentence: "You saved something else here.", number: "2", url }, 409))
  vi.stubGlobal("fetch", post)
  await type("mine")
  await type("mine, and more")
  expect(post).toHaveBeenCalledOnce()
  expect(document.querySelector<HTMLElement>("[role=alert]")!.hidden).toBe(false)
  expect(form.action).toBe(url)
})

test("pressed while an answer is on its way, the button waits for it and sends what the entry is by then", async () => {
  let come: (answer: Response) => void = () => undefined
  vi.stubGlobal("fetch", async () => new Promise<Response>(done => (come = done)))
  await type("I saw")
  const sent = vi.fn((event: Event) => event.preventDefault())
  form.addEventListener("submit", sent)
  form.requestSubmit()
  expect(sent).not.toHaveBeenCalled()
  come(answer(SAVED))
  await settled()
  expect(sent).toHaveBeenCalledOnce()
  expect([form.action, form.querySelector<HTMLInputElement>("[name=seen]")!.value]).toEqual([SAVED.url, "1"])
})
