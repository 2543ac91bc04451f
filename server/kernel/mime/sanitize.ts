import clean, { type Attributes, type IOptions } from 'sanitize-html'
import { isNestedTooDeep } from './nesting.ts'
import { safeStyle } from './safe-style.ts'
import { escapeText } from './escape-text.ts'
import { htmlToText } from './text.ts'

/** How a body's pictures are treated. */
export interface SanitizeOptions {
  /** Address of an attached picture by its Content-ID (no angle brackets). Absent or undefined: the picture is dropped. */
  cid?: Map<string, string> | ((contentId: string) => string | undefined)
  /** `block` moves remote addresses to `data-remote-src`; a function gives the address to load through, or undefined. */
  remoteImages?: 'block' | 'allow' | ((url: string) => string | undefined)
}

/** A body that may be put into a sandboxed frame. */
export interface SanitizedHtml {
  html: string
  /** How many remote pictures were held back. */
  blockedPictures: number
}

const allowedTags = [
  'p br hr div span pre code kbd samp tt blockquote q cite address',
  'h1 h2 h3 h4 h5 h6 center font big small sub sup wbr bdo bdi',
  'b strong i em u s strike del ins mark abbr dfn var time a img',
  'ul ol li dl dt dd ruby rt rp details summary figure figcaption',
  'table caption colgroup col thead tbody tfoot tr th td',
  'section article header footer main aside nav',
].flatMap((names) => names.split(' '))

/** Elements whose content is not words for the reader: dropped whole. */
const dropped =
  'script style noscript template title xmp plaintext noembed noframes iframe object embed applet svg math canvas audio video select option textarea datalist frameset map'

/** Marks by which mail programs show that what follows is a quotation; the fold relies on them. */
const quoteClasses =
  'gmail_quote gmail_quote_container gmail_attr gmail_extra yahoo_quoted moz-cite-prefix protonmail_quote zmail_extra tutanota_quote OutlookMessageHeader moz-forward-container'
const quoteIds =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/

const cell = ['align', 'valign', 'width', 'height', 'bgcolor', 'colspan', 'rowspan', 'nowrap']
const attributes: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'title', 'align', 'data-quote'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'height', 'border', 'hspace', 'vspace', 'data-remote-src'],
  table: [...cell, 'border', 'cellpadding', 'cellspacing', 'summary'],
  tr: cell,
  td: cell,
  th: [...cell, 'scope'],
  col: ['span', 'width', 'align', 'valign'],
  colgroup: ['span', 'width', 'align', 'valign'],
  font: ['color', 'size', 'face'],
  ol: ['type', 'start'],
  ul: ['type'],
  li: ['value', 'type'],
  blockquote: ['type'],
  time: ['datetime'],
}

/** Characters that browsers skip inside an address, so that `java\nscript:` is one scheme to them. */
const invisible = /[\p{Cc}\p{Cf}\s]+/gu

const linkTarget = (href: string): string | undefined => {
  const bare = href.replace(invisible, '')
  if (/^(?:https?:\/\/[^/\\]|mailto:|tel:)/i.test(bare)) return href.trim().replaceAll(/[\r\n\t]/g, '')
  // `//host` and `www.host` are addresses of the web in mail; every other relative one leads nowhere.
  if (/^\/\/[^/\\]/.test(bare)) return `https:${bare}`
  return /^www\.[^/]/i.test(bare) ? `https://${bare}` : undefined
}

const shownInline = /^data:image\/(?:png|jpeg|jpg|gif|webp);base64,[a-z0-9+/=\s]+$/i

/** One pass over one body; counts what it holds back. */
class Pictures {
  blocked = 0
  readonly #options: SanitizeOptions

  constructor(options: SanitizeOptions) {
    this.#options = options
  }

  /** New attributes for a picture, or undefined when nothing of it may be loaded. */
  source(raw: string): Attributes | undefined {
    const bare = raw.replace(invisible, '')
    if (/^cid:/i.test(bare)) {
      const src = this.#attached(bare.slice(4))
      return src ? { src } : undefined
    }
    if (shownInline.test(raw)) return { src: raw.replaceAll(/\s+/g, '') }
    const remote = /^https?:\/\/[^/\\]/i.test(bare)
      ? bare
      : /^\/\/[^/\\]/.test(bare)
        ? `https:${bare}`
        : undefined
    return remote ? this.#remote(remote) : undefined
  }

  #attached(contentId: string): string | undefined {
    const { cid } = this.#options
    let decoded = contentId
    try {
      decoded = decodeURIComponent(contentId)
    } catch {
      // A stray percent sign belongs to the id.
    }
    const find = (id: string) => (typeof cid === 'function' ? cid(id) : cid?.get(id))
    return find(decoded) ?? find(contentId)
  }

  #remote(url: string): Attributes {
    const { remoteImages = 'block' } = this.#options
    const through =
      typeof remoteImages === 'function' ? remoteImages(url) : remoteImages === 'allow' ? url : undefined
    if (through) return { src: through }
    this.blocked += 1
    return { 'data-remote-src': url }
  }
}

const optionsFor = (pictures: Pictures): IOptions => ({
  allowedTags,
  nonTextTags: dropped.split(' '),
  allowedAttributes: attributes,
  allowedClasses: { '*': quoteClasses.split(' ') },
  // Addresses are judged below, once and for all elements.
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'data'],
  // Only what `source` below has let through: a picture of our own on its way out keeps its Content-ID.
  allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: true,
  nestingLimit: 500,
  parseStyleAttributes: false,
  transformTags: {
    a: (tagName, attribs) => {
      const href = linkTarget(attribs.href ?? '')
      const rest = withStyle(attribs)
      for (const key of ['href', 'target', 'rel']) delete rest[key]
      return href
        ? { tagName, attribs: { ...rest, href, target: '_blank', rel: 'noopener noreferrer nofollow' } }
        : { tagName, attribs: rest }
    },
    img: (tagName, attribs) => {
      const rest = withStyle(attribs)
      delete rest.src
      delete rest['data-remote-src']
      return {
        tagName,
        attribs: { ...rest, ...pictures.source(attribs.src ?? attribs['data-remote-src'] ?? '') },
      }
    },
    '*': (tagName, attribs) => ({ tagName, attribs: withStyle(attribs) }),
  },
})

/** The attributes with a harmless style; a known quotation id becomes `data-quote`, since ids are dropped. */
const withStyle = (attribs: Attributes): Attributes => {
  const rest: Attributes = { ...attribs }
  delete rest['data-quote']
  const style = safeStyle(attribs.style ?? '')
  if (style) rest.style = style
  else delete rest.style
  if (quoteIds.test(attribs.id ?? '')) rest['data-quote'] = 'header'
  return rest
}

/**
 * Makes a foreign HTML body inert: no scripts, handlers, forms, frames, SVG, style sheets, escaping styles or
 * addresses other than http, https, mailto and tel; remote pictures held back unless allowed; links open apart
 * and tell nothing. Its own output may go in again. The result still belongs into a sandboxed frame with a content security policy. Never throws.
 */
export const sanitizeHtml = (html: string, options: SanitizeOptions = {}): SanitizedHtml => {
  const pictures = new Pictures(options)
  // Hopelessly nested HTML is shown as its words; cleaning it would take minutes.
  const source = isNestedTooDeep(html) ? escapeText(htmlToText(html)) : html
  const safe = clean(source.replaceAll('\u0000', ''), optionsFor(pictures))
  return { html: safe, blockedPictures: pictures.blocked }
}
