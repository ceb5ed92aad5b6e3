/** How wide words are, about, and how they break into lines: estimates, so that no page is needed to know. */
export const LINE = 17
const SIZE = 13
const BOLD = 1.06
/** What one character takes up, in parts of the type's size. */
const NARROW = /[ijlftrI.,:;'|!()[\]{}‘’ -]/u
const WIDE = /[mwMWQO@%&—…]/u
const CAPITAL = /\p{Lu}/u
const FULL = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u
const PICTURE = /\p{Extended_Pictographic}|\p{RI}/u
const SILENT = /^[\p{M}\p{Cf}]$/u
/** What a reader takes as one character: a letter with its marks, a flag, a joined picture. */
const CLUSTER = /(?:\p{RI}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)*|[\s\S])[\p{M}\u200d\ufe0f]*/gu
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

export const clusters = (text: string): string[] => text.match(CLUSTER) ?? []

function widthOfOne(cluster: string): number {
  const first = String.fromCodePoint(cluster.codePointAt(0)!)
  if (SILENT.test(first)) return 0
  if (PICTURE.test(first) && !/[0-9#*]/.test(first)) return 1.25
  if (FULL.test(first)) return 1
  if (NARROW.test(first)) return 0.34
  if (WIDE.test(first)) return 0.9
  if (CAPITAL.test(first)) return 0.68
  return 0.57
}

export function widthOf(text: string, bold = false): number {
  const parts = clusters(text).reduce((sum, one) => sum + widthOfOne(one), 0)
  return Math.ceil(parts * SIZE * (bold ? BOLD : 1))
}

/** Lines no wider than `widest`, at most `most` of them; the last one ends in an ellipsis when there was more. */
export function wrap(text: string, widest: number, most: number, bold = false): string[] {
  const lines: string[] = []
  let line = ""
  const fits = (words: string) => widthOf(words, bold) <= widest
  for (const word of text.trim().split(/\s+/u).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    line = ""
    if (lines.length > most) break
    for (const cluster of clusters(word)) {
      if (line && !fits(line + cluster)) {
        lines.push(line)
        line = ""
        if (lines.length > most) break
      }
      line += cluster
    }
  }
  if (line) lines.push(line)
  if (lines.length <= most) return lines
  const last = clusters(lines[most - 1]!)
  while (last.length && !fits(`${last.join("").trimEnd()}…`)) last.pop()
  return [...lines.slice(0, most - 1), `${last.join("").trimEnd()}…`]
}

/** The direction of the first letter that has one, as a bidirectional text's is. */
export function directionOf(text: string): "rtl" | "ltr" {
  const first = /\p{L}/u.exec(text)
  return first && RIGHT_TO_LEFT.test(first[0]) ? "rtl" : "ltr"
}
