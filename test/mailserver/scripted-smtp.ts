import { createServer, type Socket } from 'node:net'

/** An SMTP server that answers as a test tells it to. */
export interface ScriptedSmtp {
  port: number
  /** Whole mails that it was given, with the final dot removed. */
  readonly mails: string[]
  /** How many connections have been made. */
  connections(): number
  /** How many are open. */
  open(): number
  /** Whether a command that begins like this, or all of a mail (`end`), has come. */
  said(key: string): boolean
  stop(): Promise<void>
}

/**
 * Answers of one session. A key is the beginning of a command (`RCPT TO:<a@b>` or `DATA`), `greeting` the first line,
 * `end` the answer to the final dot. `drop` closes the connection instead, `hang` never answers. What begins with `then `
 * holds once the session has taken a mail.
 */
export type Script = Record<string, string>

const usual: Script = {
  greeting: '220 scripted',
  EHLO: '250-scripted\r\n250 8BITMIME',
  HELO: '250 scripted',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  end: '250 2.0.0 queued as 1',
  QUIT: '221 bye',
  RSET: '250 ok',
}

const answer = (socket: Socket, text: string | undefined): void => {
  if (text === 'hang') return
  if (text === 'drop') socket.destroy()
  else socket.write(`${text ?? '500 unknown'}\r\n`)
}

/** One session: commands line by line, and the mail between DATA and the final dot. */
const serve = (socket: Socket, script: Script, mails: string[], said: string[]): void => {
  const keys = [...Object.keys(script), ...Object.keys(usual)].toSorted((a, b) => b.length - a.length)
  const reply = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : (taken && script[`then ${key}`]) || (script[key] ?? usual[key])
  let taken = false
  let pending = ''
  let inData = false
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1')
    for (;;) {
      const end = inData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n')
      if (end < 0) return
      const line = pending.slice(0, end)
      pending = pending.slice(end + (inData ? 5 : 2))
      if (inData) {
        inData = false
        taken = true
        said.push('end')
        mails.push(line)
        answer(socket, reply('end'))
      } else {
        said.push(line)
        const text = reply(keys.find((key) => line.toUpperCase().startsWith(key.toUpperCase())))
        inData = line.toUpperCase().startsWith('DATA') && text?.startsWith('354') === true
        answer(socket, text)
        if (line.toUpperCase() === 'QUIT') socket.end()
      }
    }
  })
  answer(socket, reply('greeting'))
}

/** Starts a scripted server on loopback; what the script leaves out is answered as usual. */
export const startScriptedSmtp = async (script: Script = {}): Promise<ScriptedSmtp> => {
  const mails: string[] = []
  const said: string[] = []
  const sockets = new Set<Socket>()
  let count = 0
  const server = createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, script, mails, said)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mails,
    connections: () => count,
    open: () => sockets.size,
    said: (key) => said.some((line) => line.startsWith(key)),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
