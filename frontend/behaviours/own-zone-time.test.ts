import { afterEach, expect, test, vi } from "vitest"
import { page, press } from "../testing"
import ownZoneTime, { told } from "./own-zone-time"

const live = (zone: string) =>
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({ timeZone: zone } as Intl.ResolvedDateTimeFormatOptions)
const time = (more = "") =>
  page(`<time datetime="2017-01-31T23:27:00Z" title="UTC" data-zone="UTC" data-precision="minute" ${more}>23:27</time>`)

afterEach(() => vi.restoreAllMocks())

test("both zones are told, with the day when it differs", () => {
  expect(told(new Date("2017-01-31T23:27:00Z"), "UTC", "Europe/Amsterdam")).toBe("31 Jan, 23:27 UTC; 1 Feb, 00:27 where you are")
  expect(told(new Date("2017-01-31T13:27:00Z"), "UTC", "Europe/Amsterdam")).toBe("13:27 UTC, 14:27 where you are")
})

test("a reader in another zone can reach it by keyboard and send it away", () => {
  live("Asia/Tokyo")
  const element = time()
  ownZoneTime(element)
  expect(element.dataset.own).toContain("1 Feb, 08:27")
  expect(element.tabIndex).toBe(0)
  element.dispatchEvent(new Event("focus"))
  press("Escape")
  expect(element.dataset.quiet).toBe("")
})

test("a reader in the study's own zone is told nothing twice", () => {
  live("UTC")
  const element = time()
  ownZoneTime(element)
  expect(element.dataset.own).toBeUndefined()
  expect(element.title).toBe("UTC")
})

test("a moment known to the day has no clock time to turn", () => {
  live("Asia/Tokyo")
  const element = time()
  element.dataset.precision = "day"
  ownZoneTime(element)
  expect(element.dataset.own).toBeUndefined()
})
