import { addressOf } from './call.ts'
import { ApiProblem, readProblem } from './problem.ts'

/** How often a piece is tried before the file is given up. */
const TRIES = 6
const FIRST_WAIT_MS = 800

/** A file that goes to the server in pieces, and which of them are there. */
export interface Sending {
  importId: string
  file: File
  pieceSize: number
  there: readonly number[]
  /** Hears how many bytes have arrived. */
  progress(bytes: number): void
  signal: AbortSignal
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

/** Sends what is missing of a file, piece by piece. A cut connection costs one piece, which is tried again. Throws `ApiProblem`. */
export async function sendPieces({
  importId,
  file,
  pieceSize,
  there,
  progress,
  signal,
}: Sending): Promise<void> {
  const { laterRoutes } = await import('./routes-later.gen.ts')
  const path = laterRoutes['imports.putImportPiece'].slice('PUT '.length)
  const known = new Set(there)
  let arrived = 0
  for (let n = 0; n * pieceSize < file.size; n += 1) {
    const piece = file.slice(n * pieceSize, (n + 1) * pieceSize)
    if (!known.has(n)) await sendPiece(addressOf(path, { params: { importId, n: String(n) } }), piece, signal)
    arrived += piece.size
    progress(arrived)
  }
}

const sendPiece = async (address: string, piece: Blob, signal: AbortSignal): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(address, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        credentials: 'same-origin',
        body: await piece.arrayBuffer(),
        signal,
      })
      if (answer.ok) return
      const problem = await readProblem(answer)
      if (answer.status < 500 && answer.status !== 429) throw problem
      if (tries === TRIES) throw problem
    } catch (error) {
      if (signal.aborted || error instanceof ApiProblem) throw error
      if (tries === TRIES) throw new ApiProblem({ code: 'network', status: 0 })
    }
    await pause(FIRST_WAIT_MS * 2 ** (tries - 1), signal)
  }
}
