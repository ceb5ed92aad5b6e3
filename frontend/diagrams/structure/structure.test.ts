import { describe, expect, test } from "vitest"
import { draw } from "./draw"
import { arrange } from "./graph"
import { findPlaces } from "./labels"
import { lengthOf, piece, wavy } from "./lines"
import { clusters, directionOf, widthOf, wrap } from "./measure"
import type { Arrow, Part, Structure } from "./told"

const part = (id: string, more: Partial<Part> = {}): Part => ({
  id, name: id, kind: "software", kind_in_words: "software", is_environment: false, steered_by: "", href: "", ...more,
})
let number = 0
const arrow = (kind: Arrow["kind"], source: string, target: string, more: Partial<Arrow> = {}): Arrow => ({
  id: `a${++number}`, kind, source, target, what: "", state: "", says: "", is_on_paper: false, href: "", ...more,
})
const structure = (parts: Part[], arrows: Arrow[] = []): Structure => ({ title: "Who steers what", description: "It is so.", parts, arrows })
function shown(told: Structure): SVGSVGElement {
  const svg = draw(told, arrange(told))
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement
  document.body.innerHTML = svg
  expect(parsed.nodeName).toBe("svg")
  return document.body.querySelector("svg")!
}
const placed = (told: Structure) => new Map(arrange(told).parts.map(one => [one.part.id, one]))
const ends = (told: Structure) => arrange(told).arrows.map(({ points }) => [points[0]!, points[points.length - 1]!] as const)

describe("where everything goes", () => {
  test("control goes down and feedback comes up", () => {
    const told = structure([part("team"), part("job")], [arrow("control", "team", "job"), arrow("feedback", "job", "team")])
    const [control, feedback] = ends(told)
    expect(placed(told).get("team")!.y).toBeLessThan(placed(told).get("job")!.y)
    expect(control![0].y).toBeLessThan(control![1].y)
    expect(feedback![0].y).toBeGreaterThan(feedback![1].y)
  })

  test("feedback alone puts the one who is told above", () => {
    const told = structure([part("job"), part("team")], [arrow("feedback", "job", "team")])
    expect(placed(told).get("team")!.y).toBeLessThan(placed(told).get("job")!.y)
  })

  test("the environment has a band beside everything, whichever way it acts", () => {
    const told = structure(
      [part("law", { is_environment: true }), part("spam", { is_environment: true }), part("team"), part("job"), part("loose", { is_environment: true })],
      [arrow("control", "law", "team"), arrow("influence", "spam", "job"), arrow("control", "team", "job"), arrow("influence", "law", "spam")],
    )
    const where = placed(told)
    const rightmost = Math.max(...["team", "job"].map(id => where.get(id)!.x + where.get(id)!.width))
    const band = arrange(told).band!
    for (const id of ["law", "spam", "loose"]) {
      const one = where.get(id)!
      expect(one.x).toBeGreaterThan(rightmost)
      expect([one.x > band.x, one.x + one.width < band.x + band.width, one.y > band.y, one.y + one.height < band.y + band.height]).toEqual([true, true, true, true])
    }
  })

  test("a line from the environment comes in above its part and covers no other", () => {
    const told = structure(
      [part("spam", { is_environment: true }), part("a"), part("b"), part("c")],
      [arrow("control", "a", "b"), arrow("control", "a", "c"), arrow("influence", "spam", "b", { what: "load" }), arrow("influence", "spam", "c")],
    )
    const { arrows, parts } = arrange(told)
    for (const { points, arrow: { kind, target } } of arrows) {
      if (kind !== "influence") continue
      const aim = parts.find(one => one.part.id === target)!
      expect(points.at(-1)!.y).toBe(aim.y)
      for (const one of parts)
        for (const [index, end] of points.slice(1).entries()) {
          const begin = points[index]!
          const [x1, x2] = [Math.min(begin.x, end.x), Math.max(begin.x, end.x)]
          const [y1, y2] = [Math.min(begin.y, end.y), Math.max(begin.y, end.y)]
          expect(x1 < one.x + one.width && one.x < x2 && y1 < one.y + one.height && one.y < y2).toBe(false)
        }
    }
  })

  test("what nothing is tied to stands in rows, not in one long line", () => {
    const told = structure(Array.from({ length: 300 }, (_, index) => part(`part ${index}`)))
    const { width, height } = arrange(told)
    expect(width / height).toBeGreaterThan(0.5)
    expect(width / height).toBeLessThan(3)
  })

  test("no part covers another", () => {
    const parts = Array.from({ length: 40 }, (_, index) => part(`p${index}`, { is_environment: index % 7 === 0 }))
    const arrows = Array.from({ length: 70 }, (_, index) => arrow(index % 2 ? "control" : "feedback", `p${(index * 7) % 30}`, `p${(index * 11 + 3) % 37}`))
    const boxes = arrange(structure(parts, arrows)).parts
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false)
  })

  test("a loop and an arrow to itself are drawn, too", () => {
    const told = structure([part("a"), part("b")], [arrow("control", "a", "b"), arrow("control", "b", "a"), arrow("control", "a", "a", { what: "tries again" })])
    expect(shown(told).querySelectorAll(".cs-arrow--control")).toHaveLength(3)
  })

  test("an arrow of which one end is gone is left out", () => {
    expect(arrange(structure([part("a")], [arrow("control", "a", "gone")])).arrows).toEqual([])
  })

  test("nothing at all is an empty picture", () => {
    expect(shown(structure([])).querySelectorAll(".cs-part")).toHaveLength(0)
  })

  test("the same structure is placed the same way each time", () => {
    const told = structure([part("a"), part("b"), part("c")], [arrow("control", "a", "b"), arrow("control", "a", "c"), arrow("feedback", "c", "a")])
    expect(arrange(told)).toEqual(arrange(told))
  })
})

describe("what is drawn", () => {
  const pair = [part("team", { kind: "team" }), part("job")]

  test("feedback is dashed; one that never arrived has a hole in it, with a ring", () => {
    const svg = shown(structure(pair, [arrow("feedback", "job", "team"), arrow("feedback", "job", "team", { state: "missing", says: "never arrived" })]))
    const [arrived, missing] = svg.querySelectorAll(".cs-arrow--feedback")
    expect(arrived!.querySelectorAll(".cs-line")).toHaveLength(1)
    expect(arrived!.querySelector(".cs-line")!.getAttribute("stroke-dasharray")).toBe("6 4")
    expect(missing!.querySelectorAll(".cs-line")).toHaveLength(2)
    expect(missing!.querySelectorAll(".cs-ring")).toHaveLength(1)
    expect(missing!.textContent).toContain("never arrived")
  })

  test("where nothing is told yet of what comes back, a stub asks", () => {
    const svg = shown(structure(pair, [arrow("control", "team", "job"), arrow("gap", "job", "team", { says: "No feedback is told yet" })]))
    expect(svg.querySelector(".cs-arrow--gap")!.textContent).toContain("No feedback is told yet")
  })

  test("on paper only is a line with nothing in it; an influence is a wave", () => {
    const svg = shown(structure(pair, [arrow("control", "team", "job", { is_on_paper: true }), arrow("influence", "team", "job")]))
    expect(svg.querySelectorAll(".cs-arrow--control .cs-line--inside")).toHaveLength(1)
    expect(svg.querySelector(".cs-arrow--influence .cs-line")!.getAttribute("d")!.match(/Q/g)!.length).toBeGreaterThan(2)
  })

  test("two who steer one thing get a mark that says who", () => {
    const svg = shown(structure([part("a"), part("b"), part("c", { steered_by: "Steered by 2: a and b" })], [arrow("control", "a", "c"), arrow("control", "b", "c")]))
    expect(svg.querySelectorAll(".cs-meeting")).toHaveLength(1)
    expect(svg.querySelector(".cs-meeting")!.textContent).toContain("Steered by 2")
  })

  test("with addresses parts and arrows are links, and only parts are stops of the keyboard", () => {
    const svg = shown(structure([part("team", { href: "/one/" }), part("job")], [arrow("control", "team", "job", { href: "/two/" })]))
    expect(svg.getAttribute("role")).toBe("group")
    expect(svg.querySelector("a.cs-part")!.getAttribute("href")).toBe("/one/")
    expect(svg.querySelector("a.cs-part")!.getAttribute("tabindex")).toBeNull()
    expect(svg.querySelector("a.cs-arrow")!.getAttribute("tabindex")).toBe("-1")
    expect(shown(structure([part("a")])).getAttribute("role")).toBe("img")
  })

  test("words are words, whatever they look like", () => {
    const nasty = `<script>alert(1)</script>"'&\u0000\ud800 \u202e`
    const told = structure([part("a", { name: nasty, kind_in_words: nasty, steered_by: nasty }), part("b")], [arrow("control", "a", "b", { what: nasty, says: nasty })])
    const svg = draw({ ...told, title: nasty, description: nasty }, arrange(told))
    expect(svg).not.toMatch(/<script|\u0000|\ud800/)
    expect(shown(told).querySelector("script")).toBeNull()
  })

  test("a name of 200 characters takes three lines, and is whole in its title", () => {
    const long = "replication of the standby of the standby ".repeat(5).slice(0, 200)
    const [drawn] = shown(structure([part("a", { name: long })])).querySelectorAll(".cs-part")
    const lines = [...drawn!.querySelectorAll(".cs-name")].map(line => line.textContent)
    expect(lines).toHaveLength(3)
    expect(lines[2]).toMatch(/…$/)
    expect(drawn!.querySelector("title")!.textContent).toContain(long.trim())
  })

  test("a name from right to left keeps its direction", () => {
    const [drawn] = shown(structure([part("a", { name: "فريق البنية التحتية" })])).querySelectorAll(".cs-part")
    expect(drawn!.querySelector(".cs-name")!.getAttribute("direction")).toBe("rtl")
    expect(drawn!.querySelector(".cs-sub")!.getAttribute("direction")).toBeNull()
  })

  test("with many arrows words go where there is room, and the rest is counted", () => {
    const parts = Array.from({ length: 20 }, (_, index) => part(`p${index}`))
    const arrows = Array.from({ length: 90 }, (_, index) => arrow("control", `p${index % 9}`, `p${10 + (index % 10)}`, { what: "a long word about what it does" }))
    const told = arrange(structure(parts, arrows))
    const boxes = told.arrows.flatMap(one => one.label ?? [])
    expect(boxes.length + told.without_words).toBe(90)
    expect(told.without_words).toBeGreaterThan(0)
    for (const box of boxes)
      for (const one of told.parts)
        expect(box.x < one.x + one.width && one.x < box.x + box.width && box.y < one.y + one.height && one.y < box.y + box.height).toBe(false)
  })
})

describe("words and lines", () => {
  test("lines fit, and break within a word only when they must", () => {
    expect(wrap("one two", 200, 3)).toEqual(["one two"])
    for (const line of wrap("x".repeat(500), 120, 3)) expect(widthOf(line)).toBeLessThanOrEqual(120)
    expect(wrap("x".repeat(500), 120, 3)).toHaveLength(3)
    expect(wrap("", 120, 3)).toEqual([])
  })

  test("a letter keeps its marks and a family stays together", () => {
    expect(clusters("é👨‍👩‍👧x")).toEqual(["é", "👨‍👩‍👧", "x"])
    expect(clusters("🇩🇪🇫🇷")).toEqual(["🇩🇪", "🇫🇷"])
  })

  test("the first letter says the direction", () => {
    expect(directionOf("2 שרתים")).toBe("rtl")
    expect(directionOf("db1 שרת")).toBe("ltr")
    expect(directionOf("42")).toBe("ltr")
  })

  test("a piece of a line lies between its two distances", () => {
    const corner = [{ x: 0, y: 0 }, { x: 0, y: 100 }, { x: 50, y: 100 }]
    expect(lengthOf(corner)).toBe(150)
    expect(piece(corner, 90, 110)).toEqual([{ x: 0, y: 90 }, { x: 0, y: 100 }, { x: 10, y: 100 }])
  })

  test("a very long wave is short to write", () => {
    expect(wavy([{ x: 0, y: 0 }, { x: 0, y: 20000 }]).length).toBeLessThan(1200)
  })

  test("words find no place on top of others", () => {
    const way = { points: [{ x: 100, y: 0 }, { x: 100, y: 60 }], width: 60, height: 20 }
    const [first, second] = findPlaces([way, way], [])
    expect(first).toBeDefined()
    expect(second === undefined || second.x !== first!.x || second.y !== first!.y).toBe(true)
    expect(findPlaces([way], [{ x: 0, y: -50, width: 300, height: 300 }])).toEqual([undefined])
  })
})
