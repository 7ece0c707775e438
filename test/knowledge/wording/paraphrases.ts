/** One passage, what says the same in other words, and what says something else in nearly the same words. */
export interface Paraphrases {
  readonly passage: string;
  readonly honest: readonly string[];
  readonly lies: readonly string[];
}

export const KOREAN: readonly Paraphrases[] = [
  {
    passage: '신분증 같은 대체수단 없이 얼굴만 요구하면 동의가 자유롭다고 보기 어려워요.',
    honest: [
      '다른 방법은 두지 않고 얼굴만 요구한다면 자유로운 동의라고 하기 어려워요.',
      '신분증 확인 같은 대체수단이 없는데 얼굴을 꼭 내라고 하면, 동의가 자유로웠다고 볼 수 있을지 의문이에요.',
    ],
    lies: [
      '신분증 같은 대체수단 없이 얼굴만 요구해도 동의는 자유로운 것이에요.',
      '대체수단 없이 얼굴만 요구하면 그 동의는 무효예요.',
    ],
  },
  {
    passage: '고정된 CCTV 영상에는 처리정지 요구를 쓸 수 없지만 열람과 삭제 요구는 쓸 수 있어요.',
    honest: [
      '고정형 CCTV 영상은 처리정지 요구 대상이 아니지만, 열람이나 삭제는 요구할 수 있어요.',
      '열람과 삭제는 요구할 수 있는데, 고정된 CCTV 영상에 대해 처리정지까지 요구하지는 못해요.',
    ],
    lies: [
      '고정된 CCTV 영상에도 처리정지 요구를 쓸 수 있어요.',
      '고정된 CCTV 영상은 열람과 삭제를 요구할 수 없어요.',
    ],
  },
  {
    passage:
      '누구인지 알아보지 않고 찍기만 하는 CCTV는 범죄 예방, 시설 안전·관리, 화재 예방 같은 정해진 목적이면 동의 없이도 허용돼요.',
    honest: [
      '사람을 식별하지 않고 촬영만 하는 CCTV라면 범죄 예방이나 화재 예방처럼 정해진 목적에는 동의를 받지 않아도 허용돼요.',
    ],
    lies: [
      '찍기만 하는 CCTV도 동의 없이는 허용되지 않아요.',
      '누구인지 알아보는 CCTV도 범죄 예방 목적이면 동의 없이 허용돼요.',
    ],
  },
  {
    passage:
      '집회 참가자 얼굴을 실시간으로 알아내도 된다고 정한 법률은 없고, 집시법에도 그런 권한이 없어서 법적 근거가 뚜렷하지 않아요.',
    honest: [
      '집회에 나온 사람의 얼굴을 실시간으로 알아내도 된다는 법률은 찾을 수 없고 집시법도 그런 권한을 주지 않아서, 법적 근거가 분명하다고 하기 어려워요.',
    ],
    lies: [
      '집시법에 그런 권한이 있어서 집회 참가자 얼굴을 실시간으로 알아낼 법적 근거가 뚜렷해요.',
      '집회 참가자 얼굴을 실시간으로 알아내는 것은 집시법이 금지하고 있어요.',
    ],
  },
  {
    passage: '저장하지 않는 촬영의 예외는 주로 통계를 내는 경우예요.',
    honest: ['저장 없이 찍는 것이 예외가 되는 것은 주로 통계를 내려는 때예요.'],
    lies: ['저장하지 않는 촬영은 모두 예외예요.'],
  },
  {
    passage: '노사협의회가 협의했어도 직원 개인의 별도 동의를 대신하지는 못한다고 봐요.',
    honest: [
      '노사협의회에서 협의를 거쳤더라도, 저희는 그것이 직원 한 사람의 별도 동의를 대신할 수 없다고 봐요.',
      '협의회 협의가 있었다고 해서 직원 개인의 별도 동의가 필요 없어지는 것은 아니라고 봐요.',
    ],
    lies: [
      '노사협의회가 협의했다면 직원 개인의 별도 동의를 대신할 수 있다고 봐요.',
      '노사협의회 협의로 직원 개인의 별도 동의를 대신하는 것은 불법이에요.',
    ],
  },
  {
    passage: '과태료 100만 원은 처리를 맡은 업체를 공개하지 않은 데 대한 것이었어요.',
    honest: ['과태료 100만 원을 매긴 이유는 처리를 맡긴 업체를 공개하지 않았기 때문이었어요.'],
    lies: [
      '과태료 100만 원은 얼굴 정보를 동의 없이 쓴 데 대한 것이었어요.',
      '과태료 1,000만 원은 처리를 맡은 업체를 공개하지 않은 데 대한 것이었어요.',
    ],
  },
  {
    passage: '안내판과 의견 수렴 위반은 지금 목록에 따로 없어요.',
    honest: ['지금의 목록에는 안내판 위반이나 의견 수렴 위반이 따로 들어 있지 않아요.'],
    lies: ['안내판과 의견 수렴 위반도 지금 목록에 있어요.'],
  },
  {
    passage:
      '한국에는 유럽연합처럼 경찰의 실시간 얼굴인식을 금지하는 법도, 구체적으로 허용하는 법도 없어요.',
    honest: [
      '경찰의 실시간 얼굴인식을 유럽연합처럼 금지하는 법이 한국에는 없고, 콕 집어 허용하는 법도 마찬가지로 없어요.',
    ],
    lies: [
      '한국에는 경찰의 실시간 얼굴인식을 구체적으로 허용하는 법이 있어요.',
      '한국도 유럽연합처럼 경찰의 실시간 얼굴인식을 금지하는 법이 있어요.',
    ],
  },
  {
    passage: "118 신고나 분쟁조정도 '다른 구제 절차'로 볼지는 정해진 판례나 규정을 찾지 못했어요.",
    honest: [
      "118에 신고하거나 분쟁조정을 한 것까지 '다른 구제 절차'로 볼지는, 판례나 규정을 찾지 못해 정해진 답이 없어요.",
    ],
    lies: [
      "118 신고나 분쟁조정도 '다른 구제 절차'예요.",
      "판례에 따르면 118 신고는 '다른 구제 절차'가 아니에요.",
    ],
  },
  {
    passage: '이 고지는 얼굴 특징정보에 필요한 별도 동의를 대신하지 않아요.',
    honest: ['이렇게 알렸다고 해서 얼굴 특징정보에 필요한 별도 동의를 받은 것이 되지는 않아요.'],
    lies: ['이 고지로 얼굴 특징정보에 필요한 별도 동의를 대신할 수 있어요.'],
  },
  {
    passage:
      '사람 수 세기, 나이·성별 추정, 옷차림 찾기, 쓰러짐 감지도 특정인을 식별하지 않으면 얼굴인식이 아니에요.',
    honest: [
      '인원을 세거나 나이와 성별을 추정하고 옷차림으로 찾거나 쓰러짐을 감지하는 것은, 특정인을 알아보지 않는 한 얼굴인식에 해당하지 않아요.',
    ],
    lies: [
      '사람 수 세기와 나이·성별 추정도 특정인을 식별하지 않아도 얼굴인식이에요.',
      '특정인을 식별해도 옷차림 찾기는 얼굴인식이 아니에요.',
    ],
  },
  {
    passage:
      '이름과 연락처는 적어야 하지만 조사는 비공개가 원칙이고, 진정했다는 이유로 해고 같은 불이익을 주면 안 돼요.',
    honest: [
      '이름과 연락처를 적어야 하긴 해도 조사는 원칙적으로 공개되지 않고, 진정을 이유로 해고하는 등 불이익을 주는 것은 금지돼요.',
    ],
    lies: [
      '이름과 연락처는 적지 않아도 되고 조사는 공개가 원칙이에요.',
      '진정했다는 이유로 해고 같은 불이익을 주어도 돼요.',
    ],
  },
  {
    passage: '관중 모두의 얼굴을 출입 금지 명단과 대조해도 되는지는 정해진 판례나 규정이 없어요.',
    honest: [
      '모든 관중의 얼굴을 출입 금지 명단에 맞춰 봐도 되는지는 아직 판례도 규정도 정해진 것이 없어요.',
    ],
    lies: [
      '관중 모두의 얼굴을 출입 금지 명단과 대조해도 돼요.',
      '관중 모두의 얼굴을 출입 금지 명단과 대조하는 것은 금지돼 있어요.',
    ],
  },
  {
    passage:
      '정당한 사유 없이 다른 목적으로 쓰면 2년 이하의 징역이나 2천만원 이하의 벌금에 처해질 수 있어요.',
    honest: [
      '정당한 사유가 없는데 다른 목적으로 쓰면 2년 이하 징역 또는 2,000만 원 이하 벌금을 받을 수 있어요.',
    ],
    lies: [
      '정당한 사유 없이 다른 목적으로 쓰면 2년 이상의 징역에 처해져요.',
      '정당한 사유가 있어도 다른 목적으로 쓰면 2년 이하의 징역에 처해질 수 있어요.',
    ],
  },
  {
    passage:
      '반드시 얼굴을 등록해야 한다고 정한 법은 없고, 카드로 출입하게 해 달라고 요청할 수 있어요.',
    honest: ['얼굴 등록을 꼭 하라고 한 법은 없으니, 카드로 드나들게 해 달라고 요청해도 돼요.'],
    lies: ['얼굴을 등록해야 한다고 정한 법이 있어서 카드 출입은 요청할 수 없어요.'],
  },
];

export const ENGLISH: readonly Paraphrases[] = [
  {
    passage:
      "The Prime Minister's side accepted the recommendation (judged 8 February 2024), saying no such system without an individual statute or decree.",
    honest: [
      "On 8 February 2024 it was judged that the Prime Minister's side had accepted the recommendation; it said that without an individual statute or decree there would be no such system.",
    ],
    lies: [
      "The Prime Minister's side rejected the recommendation.",
      "The Prime Minister's side said that such a system may come without an individual statute or decree.",
    ],
  },
  {
    passage:
      'If people enrol by consent and another way such as ID exists, it may be possible under conditions.',
    honest: [
      'It may be possible under conditions, provided that people enrol by consent and there is another way such as showing ID.',
    ],
    lies: [
      'It is always possible, even if people did not consent.',
      'Even if people enrol by consent and another way exists, it is not possible.',
    ],
  },
  {
    passage: 'It is not compensation for the victims.',
    honest: [
      'The victims do not receive it as compensation.',
      'This is no compensation for the victims.',
    ],
    lies: ['It is compensation for the victims.', 'It is paid to the victims as compensation.'],
  },
  {
    passage: 'The PIPC cannot order every body to stop.',
    honest: [
      'There are bodies that the PIPC has no power to order to stop.',
      'Not every body can be ordered to stop by the PIPC.',
    ],
    lies: ['The PIPC can order every body to stop.', 'The PIPC cannot order any body to stop.'],
  },
  {
    passage:
      'If you cannot give your name, another person or a group that knows the facts may file.',
    honest: [
      'Another person, or a group that knows the facts, may file in case you are unable to give your name.',
    ],
    lies: [
      'If you cannot give your name, nobody else may file.',
      'Only you may file, and not a group that knows the facts.',
    ],
  },
  {
    passage:
      'A 1:1 check you agree to, such as unlocking a phone, and plain CCTV that does not identify faces are not its target.',
    honest: [
      'It is not aimed at 1:1 checks that you agree to, like unlocking a phone, nor at plain CCTV which identifies no faces.',
    ],
    lies: [
      'A 1:1 check you agree to, such as unlocking a phone, is its target as well.',
      'Plain CCTV that does not identify faces is its target.',
    ],
  },
  {
    passage:
      'The AI Basic Act does not apply to AI used only for defence or national security (Art. 4(2)).',
    honest: [
      'AI that is used solely for defence or national security falls outside the AI Basic Act.',
      'Under Article 4(2), the AI Basic Act does not cover AI used only for national security or defence.',
    ],
    lies: [
      'The AI Basic Act also applies to AI used only for defence or national security.',
      'The AI Basic Act does not apply to AI used by the police.',
    ],
  },
  {
    passage: 'Calling it a pilot does not by itself create a basis.',
    honest: ['That something is called a pilot is not yet a basis.'],
    lies: ['Calling it a pilot by itself creates a basis.'],
  },
  {
    passage:
      "The victim's consent does not cover the face templates of the offender or other visitors.",
    honest: [
      'The face templates of the offender or of other visitors are not covered by the consent of the victim.',
    ],
    lies: [
      "The victim's consent covers the face templates of the offender and other visitors.",
      "Without the victim's consent the offender may refuse.",
    ],
  },
  {
    passage: 'The lack of a ban does not let the police use live face recognition as they please.',
    honest: [
      'That there is no ban does not mean that the police may use live face recognition as they please.',
    ],
    lies: [
      'Since there is no ban, the police may use live face recognition as they please.',
      'The police are banned from using live face recognition.',
    ],
  },
  {
    passage:
      'On 26 February 2026 the Constitutional Court dismissed the Ministry’s face data case because no interest in review remained, without ruling on the merits.',
    honest: [
      'The Constitutional Court did not rule on the merits when it dismissed the Ministry’s face data case on 26 February 2026, since there was no interest in review any more.',
    ],
    lies: [
      'On 26 February 2026 the Constitutional Court ruled on the merits of the Ministry’s face data case.',
      'On 26 February 2025 the Constitutional Court dismissed the Ministry’s face data case.',
    ],
  },
  {
    passage: 'Unlike ordinary face enrolment, this does not rest on consent.',
    honest: ['This is different from ordinary face enrolment in that it does not rest on consent.'],
    lies: ['Like ordinary face enrolment, this rests on consent.'],
  },
  {
    passage:
      'Still, consent must be free, and a service may not be refused because you declined an optional item, so it matters in practice.',
    honest: [
      'It matters in practice, however, because consent has to be free and you may not be refused a service for declining an optional item.',
    ],
    lies: [
      'A service may be refused because you declined an optional item.',
      'Consent need not be free, so it does not matter in practice.',
    ],
  },
  {
    passage: 'An individual cannot bring it, and it asks for a ban or a stop, not for money.',
    honest: [
      'It cannot be brought by an individual, and what it seeks is a ban or a stop rather than money.',
    ],
    lies: [
      'An individual can bring it, and it asks for money.',
      'It asks for money, not for a ban or a stop.',
    ],
  },
  {
    passage:
      'A match alone does not prove guilt, and unlawfully gathered evidence can be contested in court.',
    honest: [
      'Guilt is not proved by a match alone, and you can contest in court evidence that was gathered unlawfully.',
    ],
    lies: [
      'A match alone proves guilt.',
      'Unlawfully gathered evidence cannot be contested in court.',
    ],
  },
  {
    passage:
      'Staff must give time and a place to write at once and must not read or block the complaint.',
    honest: [
      'Staff have to give you time and a place to write at once, and they may neither read nor block the complaint.',
    ],
    lies: [
      'Staff need not give time or a place to write.',
      'Staff must read the complaint before it is sent.',
    ],
  },
  {
    passage:
      'An operator may charge the actual cost, but no fee if the reason for your request lies with the operator (Decree Art. 47).',
    honest: [
      'The operator may charge what it actually costs, but if the reason for your request lies with the operator there is no fee.',
    ],
    lies: [
      'An operator may charge a fee even if the reason for your request lies with the operator.',
      'An operator may never charge the actual cost.',
    ],
  },
  {
    passage:
      'For a privacy breach by a private employer the right place is 118, the privacy report centre, not the Human Rights Commission.',
    honest: [
      'If a private employer breaches your privacy, turn to 118, the privacy report centre, rather than to the Human Rights Commission.',
    ],
    lies: [
      'For a privacy breach by a private employer the right place is the Human Rights Commission, not 118.',
      'For a privacy breach by a private employer the right place is the Labour Office.',
    ],
  },
  {
    passage: 'This duty to notify does not apply to footage from fixed CCTV in public places.',
    honest: ['Footage from fixed CCTV in public places is outside this duty to notify.'],
    lies: ['This duty to notify applies to footage from fixed CCTV in public places, too.'],
  },
];
