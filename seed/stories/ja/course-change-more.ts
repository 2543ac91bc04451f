import { lines, type Story } from '../story.ts'

export const courseChangeMore: readonly Story[] = [
  {
    kind: 'subscription.interval',
    weight: 20,
    goods: ['course'],
    team: 'care',
    tags: ['定期', '間隔変更'],
    subjects: lines`
      お届け間隔の変更
      定期の間隔を変えたいです
      届く頻度について
      <!d:short> {interval}ごとから{interval2}ごとに変更
    `,
    ask: [
      lines`
        {item}の定期を{interval}ごとにお願いしていますが、{interval2}ごとに変更したいです。
        現在の間隔だと{item}が余ってしまうため、間隔を[広げて|空けて]ほしいです。
        <d:short> {item}がいつも足りなくなるので、お届けの間隔を短くしたいです。
      `,
      lines`
        次回の{next}分から変更できますか。
        夫婦で{use}いるため、ちょうどよい間隔があれば教えてください。
        変更した場合、次はいつ届きますか。
        割引は変わりませんか。
      `,
    ],
    chat: lines`
      定期の間隔変えたいです // {interval}から{interval2}に
      2か月に1回にできますか？余っちゃって
      届くペースを{interval2}ごとに変更したいのですが
      {item}の定期、もう少し間あけれます？
    `,
    answer: [
      lines`
        <!d:short> お届けの間隔を{interval2}ごとに変更いたしました。次回は{next2}のお届けでございます。
        <+d:short> お届けの間隔を15日ごとに変更いたしました。次回のお届けから反映されます。
        <!d:short> {interval2}ごとへの変更を承りました。次回{next}のお届けはそのままで、以降が{interval2}間隔となります。
      `,
      lines`
        間隔は15日から90日の間で、15日単位でお選びいただけます。
        割引率に変更はございません。
        実際のペースに合わない場合は、いつでもご調整いただけます。
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          次回の分だけ少し遅らせることもできますか？
          次の届く日を月末にしてほしいです
        `,
        reply: lines`
          承知いたしました。次回のお届け日を{next2}に変更し、以降はその日を起点にお届けいたします。
        `,
      },
    ],
    notes: lines`
      <!d:short> 間隔変更済み（{interval}→{interval2}）。
      -
    `,
  },
  {
    kind: 'subscription.swap',
    weight: 12,
    goods: ['course'],
    team: 'care',
    tags: ['定期', '商品変更'],
    subjects: lines`
      定期の商品を変更したい
      <+s:swap> {item}から{otherItem}へ変更希望
      定期コースの中身の変更
    `,
    ask: [
      lines`
        <s:swap> 定期の{item}を{otherItem}に変更することはできますか。
        <s:swap> 次回{next}のお届けから、{item}ではなく{otherItem}にしたいです。
        <s:add> {item}の定期に{otherItem}を追加したいのですが、一緒に届けてもらえますか。
      `,
      lines`
        <s:swap> 季節に合わせて変えたいと思っています。
        <s:swap> 一度{otherItem}を試してみて、合わなければ戻したいです。
        変更後の金額も教えてください。
        継続回数はリセットされてしまうのでしょうか。
      `,
    ],
    chat: lines`
      <s:swap> 定期の中身って変えられますか？ // {item}→{otherItem}
      <s:swap> {otherItem}に切り替えたいです
      <s:add> 定期に{otherItem}も追加したいんですけどできます？
    `,
    answer: [
      lines`
        <s:swap> 次回{next}のお届けから、「{other}」に変更いたしました。定期価格は{otherPrice}でございます。
        <s:swap> かしこまりました。「{product}」から「{other}」への変更を承りました。
        <s:add> 次回{next}のお届けに「{other}」を追加いたしました。定期価格は{otherPrice}でございます。
      `,
      lines`
        継続の回数と特典はそのまま引き継がれます。
        <s:swap> お試しになってお好みに合わない場合は、いつでも元の商品にお戻しいただけます。
        変更の内容はメールでもお送りいたしました。
      `,
    ],
  },
  {
    kind: 'subscription.next-date',
    weight: 14,
    goods: ['course'],
    team: 'care',
    tags: ['定期'],
    subjects: lines`
      次回のお届け日はいつですか
      定期の次回発送日
      定期コースの確認
    `,
    ask: [
      lines`
        定期で{item}をお願いしていますが、次回の[お届け日|発送日]はいつになりますか。
        {item}の次回のお届け日が分からなくなってしまいました。
        マイページに入れないため、定期の予定を教えてください。
      `,
      lines`
        お届けの前にお知らせのメールは来ますか。
        変更の締切日も知りたいです。
        {next}前後は不在にするため、ずらすことができるか教えてください。
        -
      `,
    ],
    chat: lines`
      次の定期っていつ届きますか？
      次回のお届け日教えてください // {customer}です
      <q:count> 定期って今何回目ですか？
      次回分の変更っていつまでにすればいいですか
    `,
    answer: [
      lines`
        <!q:count> 次回は{next}のお届けを予定しております。変更の締切は{cutoff}でございます。
        {customer}様の定期コース（{product}）は、次回{next}のお届けで、{times}回目となります。
      `,
      lines`
        お届けの10日前に、確認のメールをお送りしております。
        日付の変更をご希望でしたら、お気軽にお申し付けくださいませ。
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          じゃあ{next2}に変更してもらえますか
          もう少し遅くできますか？1週間くらい
        `,
        reply: lines`
          かしこまりました。お届け日を変更いたしましたので、ご確認くださいませ。
        `,
      },
    ],
  },
]
