import { Node } from '@tiptap/react'
import type { Attachment } from '../../../api/types.ts'

/** Where an uploaded picture is shown from while one writes. */
export const pictureSource = (id: string): string => `/api/attachments/${id}`

/** What stands for a picture until somebody says it better: the file's name without its ending. */
export const altOf = ({ name }: Pick<Attachment, 'name'>): string => name.replace(/\.[^.]+$/, '')

/** A picture of ours in the text. Pictures from elsewhere are not taken in: a paste may bring addresses that watch. */
export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: '' } }),
  parseHTML: () => [{ tag: 'img[src^="/api/attachments/"]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
})
