import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { page } from "../testing"
import tellsReading from "./tells-reading"

const PART = '<p data-to="/library/a/reading/"></p>'
let seen: IntersectionObserverCallback | undefined

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  seen = undefined
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(callback: IntersectionObserverCallback) {
        seen = callback
      }
      observe(): void {}
      disconnect(): void {}
    },
  )
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response(null, { status: 204 })))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const comeIntoView = (): void =>
  seen?.([{ isIntersecting: true } as IntersectionObserverEntry], {} as IntersectionObserver)

test("a minute before somebody is a reading, told once", () => {
  tellsReading(page(PART))
  vi.advanceTimersByTime(59_000)
  expect(fetch).not.toHaveBeenCalled()
  vi.advanceTimersByTime(120_000)
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe("/library/a/reading/")
  expect(vi.mocked(fetch).mock.calls[0]?.[1]?.body).toBeUndefined()
})

test("whoever reaches the analysis need not stay a minute", () => {
  const part = page(PART)
  document.body.insertAdjacentHTML("beforeend", '<section id="analysis"></section>')
  tellsReading(part)
  comeIntoView()
  vi.advanceTimersByTime(4_000)
  expect(fetch).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2_000)
  expect(fetch).toHaveBeenCalledTimes(1)
})

test("in one session it is told once, however often the page is opened", () => {
  tellsReading(page(PART))
  vi.advanceTimersByTime(61_000)
  tellsReading(page(PART))
  vi.advanceTimersByTime(61_000)
  expect(fetch).toHaveBeenCalledTimes(1)
})

test("a page that lies in the background is not being read", () => {
  const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden")
  tellsReading(page(PART))
  vi.advanceTimersByTime(300_000)
  expect(fetch).not.toHaveBeenCalled()
  state.mockRestore()
})
