import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { PartLimits, SentFile, SentParts } from '../channels/channel.ts'
import { AppError, tooLarge } from '../kernel/errors.ts'
import { roomOf } from '../kernel/http/index.ts'
import { sniffType } from '../kernel/mime/sniff.ts'

/** Most fields of a form, and bytes that one of them and all together may have. */
const FIELDS = { fields: 100, fieldSize: 200_000 }
const ALL_FIELDS = 1024 * 1024

/**
 * The fields and files of a form in parts, within the limits of its address. What is cut off or no form at all is
 * refused, whatever the parser makes of it.
 */
export const readParts = async (request: FastifyRequest, limits: PartLimits): Promise<SentParts> => {
  if (!request.isMultipart())
    throw new AppError('invalid', 'kernel.media-type', 'This address takes multipart/form-data.', {
      status: 415,
    })
  try {
    return await collect(request, limits)
  } catch (error) {
    // The rest is read and forgotten, or else who sends it would never read the answer.
    request.raw.unpipe()
    request.raw.resume()
    // Without a status it is what the parser stumbled over.
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode !== undefined) throw error
    throw new AppError(
      'invalid',
      'kernel.bad-multipart',
      'The form’s data is cut off or malformed. Send it again.',
    )
  }
}

const collect = async (request: FastifyRequest, limits: PartLimits): Promise<SentParts> => {
  if (Number(request.headers['content-length'] ?? 0) > limits.totalBytes + ALL_FIELDS)
    throw tooLarge('kernel.too-large', limits.totalBytes)
  const counter = (most: number) => {
    let bytes = 0
    return (more: number): void => {
      bytes += more
      if (bytes > most) throw tooLarge('kernel.too-large', most)
      roomOf(request)?.add(more)
    }
  }
  const [countField, countFile] = [counter(ALL_FIELDS), counter(limits.totalBytes)]
  const sent: SentParts = { fields: {}, files: [] }
  let isWanted: boolean | undefined
  const most = { ...FIELDS, files: limits.files, fileSize: limits.fileBytes }
  for await (const part of request.parts({ limits: most })) {
    if (part.type === 'field') {
      const value = String(part.value)
      countField(value.length)
      sent.fields[part.fieldname] = value
      continue
    }
    isWanted ??= limits.wantsFiles?.(sent.fields) ?? true
    const content = await readFile(part, isWanted, countFile)
    // A browser sends an empty part for a field without a file.
    if (part.filename) sent.files.push(fileOf(part, content, isWanted))
  }
  return sent
}

const readFile = async (
  part: MultipartFile,
  isWanted: boolean,
  count: (bytes: number) => void,
): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    if (!isWanted) continue
    count(chunk.length)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const fileOf = (part: MultipartFile, content: Buffer, isWanted: boolean): SentFile => ({
  field: part.fieldname,
  name: part.filename,
  type: sniffType(content, part.filename, part.mimetype),
  content,
  inline: false,
  cut: part.file.truncated || !isWanted,
})
