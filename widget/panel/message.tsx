import type { Outgoing } from '../talk/outbox.ts'
import type { Talk } from '../talk/talk.ts'
import type { WireMessage } from '../talk/wire.ts'
import { Files, sizeText } from './files.tsx'
import { Icon } from './icon.tsx'
import { RichText } from './rich-text.tsx'
import type { Words } from './words.ts'

/** A message of the thread. `headed`: somebody else wrote the one before. */
export const Message = ({
  message,
  headed,
  talk,
  words,
  time,
}: {
  message: WireMessage
  headed: boolean
  talk: Talk
  words: Words
  time: string
}) => {
  const own = message.from === 'customer'
  return (
    <div class={own ? 'message own' : 'message'}>
      {own ? (
        <span class="hidden">{words.you}</span>
      ) : (
        headed && <div class="author">{message.author || words.staff}</div>
      )}
      {message.text !== '' && (
        <div class="bubble">
          <RichText text={message.text} />
        </div>
      )}
      {message.files.length > 0 && <Files files={message.files} talk={talk} words={words} />}
      <div class="meta">
        <time dateTime={message.at}>{time}</time>
      </div>
    </div>
  )
}

/** A message that the thread does not show yet. */
export const OutgoingMessage = ({
  message,
  talk,
  words,
}: {
  message: Outgoing
  talk: Talk
  words: Words
}) => {
  const refused = message.state === 'refused'
  return (
    <div class="message own">
      <span class="hidden">{words.you}</span>
      {message.text !== '' && (
        <div class="bubble">
          <RichText text={message.text} />
        </div>
      )}
      {message.files.length > 0 && (
        <div class="files">
          {message.files.map((file) => (
            <div class="file" key={file.name}>
              <Icon name="file" />
              <span>{file.name}</span>
              <small>{sizeText(file.size)}</small>
            </div>
          ))}
        </div>
      )}
      <div class={refused ? 'meta trouble' : 'meta'} role={refused ? 'alert' : undefined}>
        <span>
          {words[message.state]}
          {message.reason ? `: ${message.reason}` : ''}
        </span>
        {refused && (
          <>
            <button type="button" onClick={() => talk.again(message.key)}>
              {words.again}
            </button>
            <button type="button" onClick={() => talk.discard(message.key)}>
              {words.discard}
            </button>
          </>
        )}
      </div>
    </div>
  )
}
