import { expect, test } from "vitest"
import { page, press } from "../testing"
import timelineLanes, { fullest, ticks, within } from "./timeline-lanes"

const HOUR = 3600
const at = (text: string) => Date.parse(text) / 1000
const DAY = { since: at("2017-01-31T12:00Z"), until: at("2017-02-01T12:00Z") }

test("the fullest hour is where the marks stand closest", () => {
  const moments = ["12:30", "18:00", "22:00", "22:10", "22:20", "23:50"].map(t => at(`2017-01-31T${t}Z`))
  const window = fullest(moments, HOUR, DAY)
  expect(window.until - window.since).toBe(HOUR)
  expect(window.since).toBeLessThan(at("2017-01-31T22:00Z"))
  expect(window.until).toBeGreaterThan(at("2017-01-31T22:20Z"))
})

test("sixty entries in one hour still leave an hour around them", () => {
  const moments = Array.from({ length: 60 }, (_, minute) => at("2017-01-31T22:00Z") + 60 * minute)
  const window = fullest(moments, HOUR, DAY)
  expect(moments.filter(m => m >= window.since && m <= window.until).length).toBeGreaterThan(50)
})

test("a window never leaves the whole and never closes", () => {
  expect(within({ since: DAY.since - 9999, until: DAY.since + 1 }, DAY).since).toBe(DAY.since)
  expect(within({ since: DAY.until - 1, until: DAY.until + HOUR }, DAY).until).toBe(DAY.until)
  const closed = within({ since: DAY.since + HOUR, until: DAY.since + HOUR }, DAY)
  expect(closed.until).toBeGreaterThan(closed.since)
})

test("ticks are round times of the study's own clock, with the day where it turns", () => {
  const told = ticks({ since: at("2017-01-31T20:10Z"), until: at("2017-02-01T01:10Z") }, "Europe/Amsterdam")
  expect(told.map(t => t.label)).toEqual(["22:00", "23:00", "1 Feb", "01:00", "02:00"])
  expect(told[0]!.at).toBe(at("2017-01-31T21:00Z"))
})

test("ticks stay on round hours in a zone of half hours", () => {
  const told = ticks({ since: at("2026-03-04T06:10Z"), until: at("2026-03-04T10:10Z") }, "Asia/Kolkata")
  expect(told.map(t => t.label)).toEqual(["12:00", "13:00", "14:00", "15:00"])
})

const FIGURE = (since: number, until: number) => `<figure data-since="${since}" data-until="${until}" data-zone="UTC">
<div class="picture__lanes"><svg class="lane"><a data-at="${since}" data-since="${since}" data-until="${since}" data-shape="tick"><rect class="mark" x="0%"/></a>
<a data-at="${since + 600}" data-since="${since}" data-until="${since + 1200}" data-shape="soft"><rect class="mark" x="0%" width="1%"/></a>
<a data-at="${until}" data-since="${until}" data-until="${until}" data-shape="later"><circle class="mark" cx="100%"/></a></svg>
<svg class="picture__scale"></svg><svg class="picture__whole"><rect class="window"/></svg></div>
<div class="zoom" hidden><button data-zoom-to="whole" aria-pressed="false"></button><button data-zoom-to="minutes" aria-pressed="false"></button><button data-move="1"></button></div>
<p data-window></p></figure><div data-timeline></div>`

test("zooming to minutes spreads the marks, says the window and takes words from the list only", () => {
  const figure = page(FIGURE(DAY.since, DAY.until), "figure")
  timelineLanes(figure)
  const soft = figure.querySelectorAll(".mark")[1]!
  figure.querySelector<HTMLElement>("[data-zoom-to=minutes]")!.click()
  expect(parseFloat(soft.getAttribute("width")!)).toBeCloseTo(33.33, 1)
  expect(figure.querySelector("[data-window]")!.textContent).toContain("12:00")
  expect(document.querySelector<HTMLElement>("[data-timeline]")!.dataset.zoom).toBe("minutes")
  expect(figure.querySelectorAll(".mark")).toHaveLength(3)
  figure.querySelector<HTMLElement>("[data-zoom-to=minutes]")!.click()
  expect(document.querySelector<HTMLElement>("[data-timeline]")!.dataset.zoom).toBe("")
  expect(figure.querySelectorAll(".mark")[2]!.getAttribute("cx")).toBe("100%")
})

test("the arrow keys move, + and - zoom, Home shows the whole again", () => {
  const figure = page(FIGURE(DAY.since, DAY.until), "figure")
  timelineLanes(figure)
  const group = figure.querySelector<HTMLElement>(".zoom")!
  expect(group.hidden).toBe(false)
  const tick = figure.querySelectorAll(".mark")[0]!
  press("+", group)
  const zoomed = parseFloat(tick.getAttribute("x")!)
  expect(zoomed).toBeLessThan(0)
  press("ArrowLeft", group)
  expect(parseFloat(tick.getAttribute("x")!)).toBeGreaterThan(zoomed)
  press("Home", group)
  expect(tick.getAttribute("x")).toBe("0%")
})

test("it goes on from the window the server has shown, and asks the server no more", () => {
  const markup = FIGURE(DAY.since, DAY.until).replace("data-zone", `data-shown-since="${DAY.since}" data-shown-until="${DAY.since + HOUR}" data-zone`)
  const figure = page(`<form>${markup}</form>`, "figure")
  let asked = 0
  document.querySelector("form")!.addEventListener("submit", event => {
    event.preventDefault()
    asked++
  })
  timelineLanes(figure)
  figure.querySelector<HTMLElement>("[data-move]")!.click()
  expect(figure.querySelector("[data-window]")!.textContent).toContain("12:30")
  figure.querySelector<HTMLElement>("[data-zoom-to=minutes]")!.click()
  expect(asked).toBe(0)
})
