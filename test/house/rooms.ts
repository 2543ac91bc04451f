/** The table of rooms in server/rooms.json. */
export interface RoomTable {
  /** Rooms of each floor, lowest first, with the rooms that they may open. */
  floors: Record<string, string[]>[]
  /** Rooms that every room may open; each of them may open only those before it. */
  openToAll: string[]
  /** Rooms that may use the registry of channels or shops. */
  islandDoors: Record<string, string[]>
}

const circleFrom = (edges: Map<string, string[]>, room: string, path: string[]): string[] | undefined => {
  const start = path.indexOf(room)
  if (start >= 0) return [...path.slice(start), room]
  for (const next of edges.get(room) ?? []) {
    const circle = circleFrom(edges, next, [...path, room])
    if (circle) return circle
  }
  return undefined
}

/** What is wrong with the table, given the room folders that exist; empty when all is well. */
export const checkRooms = (table: RoomTable, folders: string[]): string[] => {
  const floorOf = new Map(table.floors.flatMap((floor, at) => Object.keys(floor).map((room) => [room, at])))
  const edges = new Map(table.floors.flatMap((floor) => Object.entries(floor)))
  const named = [
    ...table.openToAll,
    ...Object.values(table.islandDoors).flat(),
    ...[...edges.values()].flat(),
  ]
  const written = table.floors.flatMap((floor) => Object.keys(floor))
  const upward = [...edges].flatMap(([room, doors]) =>
    doors
      .filter((door) => (floorOf.get(door) ?? 0) > (floorOf.get(room) ?? 0))
      .map((door) => `${room} → ${door}`),
  )
  const circles = [...edges.keys()].flatMap((room) => {
    const circle = circleFrom(edges, room, [])
    return circle?.[0] === room ? [circle.join(' → ')] : []
  })
  return [
    ...folders
      .filter((folder) => !edges.has(folder))
      .map((folder) => `room ${folder} is missing in the table`),
    ...[...new Set(named)].filter((name) => !edges.has(name)).map((name) => `there is no room ${name}`),
    ...written.filter((room, at) => written.indexOf(room) !== at).map((room) => `${room} stands there twice`),
    ...upward.map((edge) => `${edge} points up`),
    ...circles.map((circle) => `${circle} is a circle`),
  ]
}
