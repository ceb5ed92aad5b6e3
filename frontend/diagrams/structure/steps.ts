/** Where an arrow key leads in the picture. */
export interface Spot {
  left: number
  top: number
  width: number
  height: number
}

const AXES: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

/** The index of the nearest spot in the direction of the key, seen from the one at `from`; -1 where there is none. */
export function step(spots: Spot[], from: number, key: string): number {
  const axis = AXES[key]
  const here = spots[from]
  if (!axis || !here) return -1
  const middle = (spot: Spot): [number, number] => [spot.left + spot.width / 2, spot.top + spot.height / 2]
  const [x, y] = middle(here)
  let [best, found] = [Infinity, -1]
  spots.forEach((spot, index) => {
    const [ax, ay] = middle(spot)
    const [dx, dy] = [ax - x, ay - y]
    const along = dx * axis[0] + dy * axis[1]
    const aside = Math.abs(dx * axis[1] - dy * axis[0])
    if (index === from || along <= 1) return
    const far = along + 2.5 * aside
    if (far < best) [best, found] = [far, index]
  })
  return found
}
