import { type Expected, type GoldenMail, jis, sjis, utf8 } from './build.ts'
import { mixed, part, pdf, text } from './build-parts.ts'
import { u32, unicode, writeTnef } from './write-tnef.ts'

const onlyRtf =
  'このメールの本文は、Outlook独自の形式（winmail.dat）で送信されているため表示できません。テキスト形式またはHTML形式での再送をご依頼ください。'

const tnef = 'application/ms-tnef; name="winmail.dat"'
const winmail = (name: string, content: Buffer, expected: Expected, words = ''): GoldenMail =>
  mixed(name, 'mixed', [...(words ? [text(words)] : []), part(tnef, content)], expected)

/** Mails of Outlook to strangers. */
export const tnefs: GoldenMail[] = [
  winmail(
    'winmail.dat: files under their long names',
    writeTnef({
      files: [
        {
          title: sjis('御見積~1.PDF'),
          data: pdf,
          props: [[0x3707, 'unicode', unicode('御見積書（髙橋様）.pdf')]],
        },
        { title: sjis('能率表.txt'), data: utf8('x') },
      ],
    }),
    { text: '添付します', files: ['御見積書（髙橋様）.pdf', '能率表.txt'] },
    '添付します',
  ),
  winmail(
    'winmail.dat: long names in cp932',
    writeTnef({
      files: [
        { title: Buffer.from('A.PDF'), data: pdf, props: [[0x3707, 'string8', sjis('①表示ソフト.pdf\0')]] },
      ],
    }),
    { text: '添付します', files: ['①表示ソフト.pdf'] },
    '添付します',
  ),
  winmail(
    'winmail.dat: the letter itself, in cp932',
    writeTnef({ body: sjis('㈱髙島屋の山田です。\r\n能率の表を送ります。\0'), files: [] }),
    { text: '㈱髙島屋の山田です。\n能率の表を送ります。', files: [] },
  ),
  winmail(
    'winmail.dat: the letter in Unicode, with HTML',
    writeTnef({
      message: [
        [0x1000, 'unicode', unicode('返品したいです。')],
        [0x3fde, 'long', u32(50220)],
        [0x1013, 'binary', jis('<p>返品<b>したい</b>です。</p>')],
      ],
    }),
    { text: '返品したいです。', html: '<b>したい</b>', files: [] },
  ),
  winmail(
    'winmail.dat: the letter is not said twice',
    writeTnef({ body: sjis('同じ本文\0') }),
    { text: '同じ本文', files: [] },
    '同じ本文',
  ),
  winmail(
    'winmail.dat: a picture that the HTML shows',
    writeTnef({
      message: [[0x1013, 'binary', utf8('<p>写真<img src="cid:pic@x"></p>')]],
      files: [
        {
          title: Buffer.from('p.png'),
          data: Buffer.from('89504e470d0a1a0a', 'hex'),
          props: [
            [0x3712, 'string8', Buffer.from('pic@x\0')],
            [0x370e, 'string8', Buffer.from('image/png\0')],
          ],
        },
      ],
    }),
    { text: '写真', html: 'cid:pic@x', files: ['inline:p.png'] },
  ),
  winmail(
    'winmail.dat: a mail inside it',
    writeTnef({
      files: [
        {
          title: sjis('転送'),
          props: [
            [
              0x3701,
              'object',
              Buffer.concat([
                Buffer.alloc(16, 2),
                writeTnef({ body: sjis('中の本文\0'), files: [{ title: Buffer.from('in.pdf'), data: pdf }] }),
              ]),
            ],
          ],
        },
      ],
    }),
    { text: '中の本文', files: ['in.pdf'] },
  ),
  winmail(
    'winmail.dat: words in compressed RTF alone',
    writeTnef({ message: [[0x1009, 'binary', Buffer.alloc(20)]] }),
    { text: onlyRtf, files: ['winmail.dat'] },
  ),
  winmail(
    'winmail.dat that breaks off',
    writeTnef({
      files: [
        { title: Buffer.from('a.pdf'), data: pdf },
        { title: Buffer.from('b.pdf'), data: pdf },
      ],
    }).subarray(0, -20),
    { text: '添付します', files: ['a.pdf', 'b.pdf [application/octet-stream]'] },
    '添付します',
  ),
  winmail(
    'winmail.dat whose lengths lie',
    Buffer.concat([writeTnef({}), Buffer.from([2]), u32(0x00069005), u32(0xffffffff), Buffer.alloc(8)]),
    { text: '添付します', files: [] },
    '添付します',
  ),
  winmail(
    'winmail.dat that is none',
    Buffer.from('x'),
    { text: '添付します', files: ['winmail.dat [application/ms-tnef]'] },
    '添付します',
  ),
]
