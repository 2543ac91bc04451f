import { createServer, type Socket } from 'node:net'

/** An IMAP server with one folder that tells the truth, unless a test lets it lie. Without encryption. */
export interface ScriptedImap {
  port: number
  /** The folder as it tells of it: mails by UID. */
  folder: { validity: number; next: number; mails: Map<number, string>; arrived: Date }
  /** Every command that came, without its tag. */
  readonly commands: string[]
  /** May change what is answered to a command: the lines in front of the tagged one, and that. None at all: no answer. */
  lie: (command: string, lines: string[]) => string[]
  /** Puts a mail into the folder under this UID, and tells whoever listens. */
  add(uid: number, raw: string): void
  stop(): Promise<void>
}

/** As IMAP writes a moment. */
const written = (moment: Date): string => {
  const [, day = '', month = '', year = '', time = ''] = moment.toUTCString().split(' ')
  return `"${day}-${month}-${year} ${time} +0000"`
}

/** Whether a UID is in `4`, `4:*`, `*` or a list of such. */
const inSet = (set: string, uid: number, highest: number): boolean =>
  set.split(',').some((part) => {
    const [from = 0, to = from] = part.split(':').map((end) => (end === '*' ? highest : Number(end)))
    return uid >= Math.min(from, to) && uid <= Math.max(from, to)
  })

const truth = (command: string, { validity, next, mails, arrived }: ScriptedImap['folder']): string[] => {
  const uids = [...mails.keys()].toSorted((a, b) => a - b)
  const chosen = (set: string) => uids.filter((uid) => inSet(set, uid, uids.at(-1) ?? 0))
  const search = /^UID SEARCH (?:UID )?(\S+)/.exec(command)?.[1]
  if (search)
    return [`* SEARCH ${chosen(/^[\d*]/.test(search) ? search : '1:*').join(' ')}`.trimEnd(), 'OK done']
  const fetch = /^UID FETCH (\S+) (.*)$/.exec(command)
  if (fetch) {
    const items = (uid: number, raw: string) =>
      fetch[2]?.includes('BODY.PEEK[]')
        ? `UID ${uid} BODY[] {${Buffer.byteLength(raw)}}\r\n${raw}`
        : `UID ${uid} INTERNALDATE ${written(arrived)} RFC822.SIZE ${Buffer.byteLength(raw)}`
    const rows = chosen(fetch[1] ?? '').map(
      (uid) => `* ${uids.indexOf(uid) + 1} FETCH (${items(uid, mails.get(uid) ?? '')})`,
    )
    return [...rows, 'OK done']
  }
  if (command.startsWith('SELECT'))
    return [
      `* ${mails.size} EXISTS`,
      `* OK [UIDVALIDITY ${validity}] x`,
      `* OK [UIDNEXT ${next}] x`,
      'OK [READ-WRITE] done',
    ]
  if (command.startsWith('LIST')) return ['* LIST () "/" INBOX', 'OK done']
  if (command.startsWith('LOGOUT')) return ['* BYE see you', 'OK done']
  return command.startsWith('CAPABILITY') ? ['* CAPABILITY IMAP4rev1 IDLE', 'OK done'] : ['OK done']
}

const serve = (socket: Socket, imap: ScriptedImap): void => {
  let pending = ''
  let idling = ''
  const answer = (tag: string, command: string): void => {
    const lines = imap.lie(command, truth(command, imap.folder))
    const last = lines.at(-1)
    if (last !== undefined) socket.write([...lines.slice(0, -1), `${tag} ${last}`, ''].join('\r\n'), 'utf8')
  }
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    pending += chunk.toString()
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const [tag = '', ...words] = pending.slice(0, end).split(' ')
      pending = pending.slice(end + 2)
      const command = words.join(' ')
      if (tag === 'DONE') answer(idling, 'DONE')
      else {
        imap.commands.push(command)
        if (command === 'IDLE') {
          idling = tag
          socket.write('+ idling\r\n')
        } else answer(tag, command)
      }
    }
  })
  socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] scripted\r\n')
}

/** Starts one on loopback; any name and password let in. */
export const startScriptedImap = async (): Promise<ScriptedImap> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, imap)
  })
  const imap: ScriptedImap = {
    port: 0,
    folder: { validity: 7, next: 1, mails: new Map(), arrived: new Date() },
    commands: [],
    lie: (_command, lines) => lines,
    add: (uid, raw) => {
      const { folder } = imap
      folder.mails.set(uid, raw)
      folder.next = Math.max(folder.next, uid + 1)
      for (const socket of sockets) socket.write(`* ${folder.mails.size} EXISTS\r\n`)
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  imap.port = typeof address === 'object' && address ? address.port : 0
  return imap
}
