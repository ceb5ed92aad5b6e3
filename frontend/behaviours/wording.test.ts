import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { LONG_PAUSE, PAUSE } from "../wording/look-while-writing"
import { FIRST } from "../wording/list"
import { finding, page, settled } from "../testing"
import wording from "./wording"

const CAUGHT = "A canary would have caught this."
const STUDY = `data-wording="/wording/check/" data-study="7" data-wording-answers="/retrospectives/7/wording/answers/"`
interface Call {
  url: string
  body: string
}
let calls: Call[] = []
let seen: ReturnType<typeof finding>[] = []
let noted: Response | Error

const reply = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
  noted = reply({ state: "kept" })
  vi.stubGlobal("fetch", async (url: string, { body }: { body: unknown }) => {
    calls.push({ url: String(url), body: String(body) })
    if (String(url).endsWith("/check/")) return reply({ state: "on", findings: seen })
    if (noted instanceof Error) throw noted
    return noted
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const write = async (text: string, { surface = "writeup", around = STUDY, words = ["would have caught"] } = {}) => {
  seen = words.map((one, at) => finding(text, one, { quote: String(at).repeat(64), rewrites: ["No step in … compared …"] }))
  const field = page<HTMLTextAreaElement>(
    `<div ${around}><form><label for="f">Impact</label><textarea id="f" name="text" data-surface="${surface}" data-section="Impact"></textarea><button>Save</button></form></div>`,
    "textarea",
  )
  wording(field)
  field.dispatchEvent(new Event("focus"))
  await vi.dynamicImportSettled()
  field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
  await vi.advanceTimersByTimeAsync(LONG_PAUSE)
  await settled()
  return field
}
const marks = () => [...document.querySelectorAll(".wording-layer .wordings__mark")].map(one => one.textContent)
const list = () => document.querySelector<HTMLElement>(".wordings")!
const state = () => list().querySelector("[role=status]")!.textContent
const press = async (words: string) => {
  const found = [...list().querySelectorAll("button")].find(one => one.textContent?.startsWith(words))
  if (!found) throw new Error(`No button ${words}`)
  found.click()
  await settled()
}

test("words are underlined where they are, whatever stands before them", async () => {
  const field = await write(`🌊🌊\n\n${CAUGHT}`)
  expect(marks()).toEqual(["would have caught"])
  expect(document.querySelector(".wording-layer")?.textContent).toBe(field.value)
  expect(JSON.parse(calls[0]!.body)).toMatchObject({ surface: "writeup", kind: "markdown", section: "Impact", study: "7", text: field.value })
})

test("it waits for a pause before it asks, and asks once", async () => {
  const field = await write("")
  calls = []
  for (const text of ["A", "A c", CAUGHT]) {
    field.value = text
    field.dispatchEvent(new Event("input"))
    await vi.advanceTimersByTimeAsync(PAUSE / 2)
  }
  expect(calls).toEqual([])
  await vi.advanceTimersByTimeAsync(PAUSE)
  expect(calls).toHaveLength(1)
})

test("everything an underline says is in a list under the field", async () => {
  const field = await write(CAUGHT)
  expect(state()).toBe("One place may be worth another look.")
  expect(field.getAttribute("aria-describedby")).toBe(list().querySelector("[role=status]")!.id)
  expect(list().getAttribute("aria-label")).toBe("Wording: Impact")
  for (const words of ["did not happen", "ends the search", "What did happen?", "Keep it, because", "Not here", "Helpful"]) expect(list().textContent).toContain(words)
  expect(document.querySelector(".wording-layer")?.getAttribute("aria-hidden")).toBe("true")
})

test("a click on marked words opens what was said of them", async () => {
  const field = await write(CAUGHT)
  field.setSelectionRange(12, 12)
  field.dispatchEvent(new Event("click"))
  await vi.advanceTimersByTimeAsync(1)
  expect(list().querySelector("details")?.open).toBe(true)
})

test("a rewrite goes in the place of the sentence, and the answer says so", async () => {
  const field = await write(CAUGHT)
  let heard = 0
  field.form!.addEventListener("input", () => heard++)
  await press("Put this in")
  expect(field.value).toBe("No step in … compared …")
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("…")
  expect(heard).toBe(1)
  expect(marks()).toEqual([])
  expect(calls.at(-1)).toMatchObject({ url: "/retrospectives/7/wording/answers/" })
  expect(calls.at(-1)!.body).toContain("state=reworded")
})

test("kept with a reason it is quiet", async () => {
  await write(CAUGHT)
  const reason = list().querySelector("input")!
  reason.value = "A vendor's words."
  await press("Keep it")
  expect(calls.at(-1)!.body).toContain("state=kept&reason=A+vendor%27s+words.")
  expect(marks()).toEqual([])
  expect(state()).toBe("Kept, with the reason.")
})

test("what is typed into a reason belongs to no form", async () => {
  const field = await write(CAUGHT)
  let heard = 0
  field.form!.addEventListener("input", () => heard++)
  const reason = list().querySelector("input")!
  reason.dispatchEvent(new Event("input", { bubbles: true }))
  expect(heard).toBe(0)
  expect([reason.name, reason.getAttribute("form")]).toEqual(["", "wording"])
})

test("an answer is about the words as they are now, however fast it comes", async () => {
  const field = await write(CAUGHT)
  field.value = `It rained, and ${CAUGHT}`
  seen = [finding(field.value, "would have caught", { quote: "b".repeat(64) })]
  field.dispatchEvent(new Event("input"))
  list().querySelector("input")!.value = "A vendor's words."
  await press("Keep it")
  expect(calls.at(-1)!.body).toContain(`quote=${"b".repeat(64)}`)
  field.value = "Something else."
  seen = []
  field.dispatchEvent(new Event("input"))
  expect(marks()).toEqual([])
})

test("a refusal is said beside it, and nothing goes away", async () => {
  await write(CAUGHT)
  noted = reply({ sentence: "Say in one sentence why it stays." }, 400)
  await press("Keep it")
  expect(list().querySelector("[role=alert]")?.textContent).toBe("Say in one sentence why it stays.")
  expect(marks()).toEqual(["would have caught"])
  noted = new TypeError("no connection")
  await press("Not here")
  expect(list().querySelector("[role=alert]")?.textContent).toContain("did not answer")
})

test("helpful is said once", async () => {
  await write(CAUGHT)
  await press("Helpful")
  expect(calls.at(-1)!.url).toContain("/wording/helpful/counterfactual.remedy/")
  expect([...list().querySelectorAll("button")].at(-2)?.disabled ?? false).toBe(true)
})

test("own words are looked at for their author alone: nothing can be noted", async () => {
  await write(CAUGHT, { surface: "own_account" })
  expect(state()).toContain("Only you see this, and nothing of it is kept.")
  expect(list().textContent).not.toContain("Keep it")
  expect(list().textContent).not.toContain("Helpful")
  await press("Not here")
  expect(calls.map(one => one.url)).toEqual(["/wording/check/"])
  expect(marks()).toEqual([])
})

test("own words wait for a longer pause", async () => {
  const field = await write("", { surface: "own_account" })
  calls = []
  field.value = CAUGHT
  field.dispatchEvent(new Event("input"))
  await vi.advanceTimersByTimeAsync(PAUSE * 2)
  expect(calls).toEqual([])
})

test("an item one has opened stays open while one writes on", async () => {
  const field = await write(CAUGHT)
  list().querySelector("details")!.open = true
  field.value = `It rained. ${CAUGHT}`
  field.dispatchEvent(new Event("input"))
  expect(marks()).toEqual(["would have caught"])
  expect(list().querySelector("details")!.open).toBe(true)
})

test("many are listed a few at first, all of them on request", async () => {
  const words = ["one", "two", "three", "four", "five", "six", "seven"]
  await write(words.join(" "), { words })
  const shown = () => [...list().querySelectorAll<HTMLElement>("li.wordings__item")].filter(one => !one.hidden).length
  expect(shown()).toBe(FIRST)
  await press("Show all 7")
  expect(shown()).toBe(7)
  expect(marks()).toEqual(words)
})

test("where nothing looks, nothing happens", async () => {
  await write(CAUGHT, { around: "" })
  expect(calls).toEqual([])
  expect(document.querySelector(".wordings")).toBeNull()
})

test("an engine that is off says so", async () => {
  vi.stubGlobal("fetch", async () => reply({ state: "off", findings: [] }))
  await write(CAUGHT)
  expect(state()).toContain("Not looked at")
})
