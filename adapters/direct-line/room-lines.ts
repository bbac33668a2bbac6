import type { Record } from './records.js'
import type { Room } from './room.js'

/** Lets a room be again what a record of its file says. */
export function replay(room: Room, record: Record): void {
  // A moment that was harmed mustn't keep a conversation for ever.
  room.touched = Math.max(room.touched, Math.min(record.at, Date.now()))
  if (record.kind === 'turn') room.former = [...room.former, record.turn]
  else if (record.kind === 'forgot') room.former = []
  else if (record.kind === 'heard' || record.kind === 'tried') room.note(record.kind, record.id)
  else if (record.kind === 'said' && record.sequence > room.last) {
    room.keep(record.activity, record.sequence)
  }
}

/** A conversation as lines: who, what was said and what is still to be done. */
export function* linesOf(room: Room): Iterable<string> {
  const { user, touched: at } = room
  const open = room.open()
  const openIds = new Set(open.map(({ activity }) => activity.id))
  yield JSON.stringify({ kind: 'open', at, user })
  for (const { sequence, id, json } of room.history()) {
    const start = JSON.stringify({ kind: 'said', at, sequence })
    yield `${start.slice(0, -1)},"activity":${json}}`
    if (!openIds.has(id)) yield JSON.stringify({ kind: 'heard', at, id })
  }
  for (const { activity, tried } of open) {
    if (tried) yield JSON.stringify({ kind: 'tried', at, id: activity.id })
  }
}
