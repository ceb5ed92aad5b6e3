/** What the server says of a text. Places are UTF-16 code units of the field's value, as browsers count. */
export interface Finding {
  rule: string
  version: number
  category: string
  level: "whisper" | "nudge" | "ask" | "gate"
  start: number
  end: number
  /** The sentence around the words. */
  first: number
  last: number
  quote: string
  message: string
  why: string
  questions: string[]
  rewrites: string[]
}

/** The same words in the same sentence, for the same rule. */
export const keyOf = ({ quote, rule, version }: Finding): string => `${quote} ${rule} ${version}`

/** The findings of `before` as they stand in `after`: moved along with what was typed ahead of them, and left out where
 * their own words were touched. Right until the server has looked again. */
export function moved(findings: Finding[], before: string, after: string): Finding[] {
  if (before === after) return findings
  const shorter = Math.min(before.length, after.length)
  let same = 0
  while (same < shorter && before[same] === after[same]) same++
  let tail = 0
  while (tail < shorter - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const by = after.length - before.length
  const touched = before.length - tail
  return findings.flatMap(one => {
    if (one.end <= same) return [{ ...one, last: one.last <= same ? one.last : Math.max(one.end, one.last + by) }]
    if (one.start >= touched)
      return [{ ...one, start: one.start + by, end: one.end + by, first: one.first >= touched ? one.first + by : Math.min(one.first, same), last: one.last + by }]
    return []
  })
}
