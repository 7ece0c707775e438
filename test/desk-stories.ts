import type { Language } from '../knowledge/language.ts';

/**
 * Sentences of which made cases are told. Nobody's words but ours. In braces: a name (`{name}`), a quarter (`{area}`), a thing
 * (`{thing}`), a time (`{time}`), a person who works there (`{worker}`), a number (`{number}`).
 */
export interface Stories {
  readonly openings: readonly string[];
  readonly middles: readonly string[];
  readonly endings: readonly string[];
  readonly areas: readonly string[];
  readonly things: readonly string[];
  readonly times: readonly string[];
  readonly workers: readonly string[];
  /** Halves of made names. */
  readonly syllables: readonly string[];
  /** Said between the person and the staff, and by staff among themselves. */
  readonly messages: readonly string[];
  readonly notes: readonly string[];
}

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());
const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const parts = (text: string): readonly string[] => text.split(',').map((part) => part.trim());

const ko: Stories = {
  openings: list(`
    {time} {area}에 있는 {name} 앞을 지나가는데 {thing}가 저를 향해 돌아가는 것을 보았습니다.
    저는 {area}에서 {number}년째 살고 있고, {name}에는 거의 날마다 들릅니다.
    {time}에 {name} 입구에서 처음 보는 {thing}를 발견했습니다.
    {name}에 들어가려고 줄을 섰는데 {worker}이 {thing}를 바라보라고 했습니다.
    아이와 함께 {area} {name}에 갔다가 겪은 일을 적습니다.
    회사 동료 {number}명과 {name}을 찾았을 때 있었던 일입니다.
  `),
  middles: list(`
    화면에는 제 얼굴이 네모난 틀 안에 크게 떠 있었습니다.
    {worker}에게 무엇을 하는 기계냐고 물었더니 안전을 위한 것이라는 말만 되풀이했습니다.
    안내판에는 촬영 목적이 적혀 있지 않았고 연락처도 지워져 있었습니다.
    카메라 옆 모니터에는 지나가는 사람마다 번호가 붙었습니다.
    제 앞에 서 있던 학생은 얼굴을 가렸다는 이유로 되돌려 보내졌습니다.
    {number}분쯤 기다린 뒤에야 {worker}이 나와서 동의서를 내밀었습니다.
    동의서에는 보관 기간이 {number}년이라고 작은 글씨로 쓰여 있었습니다.
    카드로 들어가겠다고 했지만 카드는 더 이상 발급하지 않는다고 했습니다.
    {worker}은 모두가 등록했으니 저만 예외로 할 수 없다고 했습니다.
    제 이름을 말하지 않았는데도 {worker}이 먼저 제 이름을 불렀습니다.
    {thing}에는 {name}이라는 상표가 붙어 있었습니다.
    사진을 찍어 두려고 하자 {worker}이 손으로 막으며 지우라고 했습니다.
    집에 돌아와 홈페이지를 찾아보니 처리방침에는 얼굴에 관한 말이 한 줄도 없었습니다.
    고객센터에 전화했더니 담당 부서가 {area}로 옮겼다고만 했습니다.
    그날 저녁 휴대전화로 방문해 주셔서 고맙다는 문자가 왔습니다.
    저는 전화번호를 알려 준 적이 없습니다.
    이웃 {name} 씨도 같은 일을 겪었다고 합니다.
    휠체어를 타는 가족은 단말기 높이가 맞지 않아 {number}번이나 실패했습니다.
    어머니는 수술 뒤 얼굴이 부어 인식이 되지 않았고 창피를 당하셨습니다.
    외국에서 온 동료만 따로 불러 여러 번 다시 찍게 했습니다.
    {time}에도 같은 자리에서 같은 기계를 보았습니다.
    천장에 달린 {thing}는 모두 {number}대였고 그중 하나는 출입문 바로 위에 있었습니다.
    누가 이 자료를 보는지 물었지만 {worker}은 본사에 문의하라고 했습니다.
    본사에서는 개발한 업체가 관리한다고 하고, 업체는 대답이 없습니다.
    명단에 있는 사람을 찾는 시험 운영이라는 이야기를 {worker}에게서 들었습니다.
    어떤 명단인지, 왜 거기에 제가 들어 있는지는 끝내 듣지 못했습니다.
    {area} 주민 회의에서도 설명회는 한 번도 열리지 않았습니다.
    게시판에 붙은 공고문에는 도입 예산이 {number}억 원이라고 적혀 있었습니다.
    녹화된 영상을 얼마나 오래 두는지 알려 달라고 서면으로 요구했습니다.
    열흘이 지나도록 답이 오지 않아 다시 찾아갔지만 문이 닫혀 있었습니다.
    아르바이트하는 학생이 시스템이 자꾸 다른 사람으로 착각한다고 귀띔해 주었습니다.
    저를 다른 손님으로 잘못 알아보고 {worker}이 따라다녔습니다.
    출근할 때마다 {thing} 앞에 서지 않으면 근무 시간이 인정되지 않습니다.
    노동조합이 항의하자 회사는 선택이라고 말을 바꾸었습니다.
    그러나 얼굴을 등록하지 않은 사람은 {number}층 휴게실을 쓸 수 없습니다.
    급식실 앞에 선 아이들은 기계가 웃을 때까지 몇 번이고 다시 서야 했습니다.
    담임 선생님도 언제부터 쓰였는지 모른다고 하셨습니다.
    광장에서 집회를 마치고 나오는데 높은 곳에 매달린 {thing}가 사람들을 따라 움직였습니다.
    경찰관이 태블릿을 들고 몇몇 사람의 얼굴과 화면을 번갈아 보았습니다.
    한 사람이 불려 나가 신분증을 보여 달라는 말을 들었습니다.
    역무원은 {name} 회사가 실험하는 것이라 자기는 모른다고 했습니다.
    승강장 {number}번 출구 쪽 기둥에도 비슷한 것이 붙어 있습니다.
  `),
  endings: list(`
    제 얼굴 정보를 지우고 지웠다는 확인을 받고 싶습니다.
    다른 방법으로도 들어갈 수 있게 해 주시기 바랍니다.
    누가 어떤 근거로 설치했는지 조사해 주십시오.
    아이들이 더는 이런 기계 앞에 서지 않았으면 합니다.
    같은 일이 다른 사람에게 되풀이되지 않기를 바랍니다.
    사과와 함께 앞으로 어떻게 할 것인지 설명을 듣고 싶습니다.
  `),
  areas: words(
    '신촌 홍제 망원 성수 수유 상계 가양 신림 사당 잠실 천호 송도 부평 판교 정자 분당 일산 안양 수원 평택 천안 둔산 유성 전주 목포 순천 여수 진주 창원 해운대 서면 동래 구미 안동 강릉 속초 춘천 원주 제주 서귀포',
  ),
  things: words(
    '카메라 단말기 인식기 키오스크 촬영기 감지기 스캐너 로봇 센서 기계 화면 렌즈 게이트 개찰구',
  ),
  times: parts(
    '지난주 화요일 아침, 어제 저녁 일곱 시쯤, 비가 오던 금요일 오후, 개학 첫날, 추석 연휴가 끝난 다음 날, 새벽 두 시 무렵, 점심시간, 퇴근길, 장이 서던 날, 면접을 보던 날',
  ),
  workers: words('직원 경비원 점장 관리인 안내원 상담원 역무원 보안요원 조교 담당자'),
  syllables: words(
    '한 빛 새 솔 가 온 누 리 다 솜 늘 봄 해 담 별 내 윤 슬 도 담 미 르 아 라 초 롱 하 람 나 래 서 진 태 성 우 림 동 명 세 현 유 경 은 하 보 람 청 운 백 합 금 강 대 영 삼 호 신 원',
  ),
  messages: list(`
    기계를 찍은 사진을 한 장 더 찾았습니다.
    지난번에 말씀드린 {name} 담당자가 바뀌었다고 합니다.
    아직 아무런 연락을 받지 못했습니다. 언제쯤 알 수 있을까요?
    {worker}이 전화해서 진정을 거두라고 했습니다.
  `),
  notes: list(`
    {name} 쪽에 자료 제출을 요구할지 다음 회의에서 정하기로 함.
    같은 기종이 {area}에도 {number}대 있는 것으로 보임. 납품 계약을 확인할 것.
    통역이 필요한지 먼저 물어볼 것.
  `),
};

const en: Stories = {
  openings: list(`
    I was walking past {name} in {area} {time} when a {thing} above the entrance turned towards me.
    I have lived in {area} for {number} years and go to {name} almost every day.
    At the door of {name} I saw a {thing} that had not been there before.
    While I queued at {name}, a {worker} told everybody to look into the {thing}.
    This is what happened when my child and I visited {name} in {area}.
    {number} of us from work went to {name} {time}.
  `),
  middles: list(`
    The screen showed my face inside a bright square, larger than life.
    I asked the {worker} what the machine was for and was told that it was for safety, again and again.
    The notice on the wall named no purpose, and somebody had scratched out the telephone number.
    Beside the camera stood a monitor on which every passer-by was given a number.
    A student in front of me was sent away because she wore a mask.
    After {number} minutes the {worker} came out with a form and asked me to sign it.
    In small print the form said that pictures are kept for {number} years.
    I offered to use a card, but cards are not handed out any more.
    The {worker} answered that nobody else had complained and no exception could be made.
    Nobody had asked for my name, and yet the {worker} greeted me by it.
    The {thing} carried the brand {name} on its side.
    When I tried to take a photograph, the {worker} put a hand before my phone and told me to delete it.
    At home I read the privacy policy: it does not mention faces in a single line.
    The hotline only said that the department had moved to {area}.
    That evening a text message thanked me for my visit.
    I never gave them my telephone number.
    My neighbour {name} went through the same thing.
    A relative in a wheelchair failed {number} times because the terminal hangs too high.
    My mother could not get in after an operation had left her face swollen, and people laughed.
    Only my colleague from abroad was taken aside and scanned over and over.
    I came back {time} and the same machine was in the same spot.
    I counted {number} of them on the ceiling, one straight above the gate.
    Asked who looks at these pictures, the {worker} sent me to the head office.
    The head office says that the vendor runs it, and the vendor does not answer letters.
    A {worker} told me that it is a trial to find people on a list.
    Which list, and why I should be on it, nobody would say.
    No meeting was ever held for the residents of {area}.
    A tender on the notice board puts the cost at {number} billion won.
    I asked in writing how long the footage is stored.
    Ten days passed without a reply, and when I went there the counter was closed.
    A temp whispered that the system keeps mixing people up.
    I was mistaken for another customer and followed around by a {worker}.
    Hours do not count unless we stand before the {thing} when we clock in.
    When the union protested, the company suddenly called it voluntary.
    Those who refuse cannot use the canteen on floor {number}.
    Children had to step back and try again until the {thing} accepted their smiles.
    Even the form teacher did not know since when it had been running.
    On leaving the demonstration I noticed a {thing} on a mast, swivelling after the crowd.
    An officer with a tablet looked from faces to the screen and back.
    One man was called out of the line and asked for his papers.
    The station master said that {name} was experimenting there and that he knew nothing.
    There is another one on the pillar by exit {number}.
  `),
  endings: list(`
    I want my face deleted, and a confirmation that it was.
    Please see to it that there is another way to get in.
    Please find out who installed this and on what basis.
    I do not want children to stand in front of such machines.
    I hope that nobody else has to go through this.
    I would like an apology and an explanation of what happens next.
  `),
  areas: parts(
    'Sinchon, Hongje, Mangwon, Seongsu, Suyu, Gayang, Sillim, Jamsil, Songdo, Bupyeong, Pangyo, Bundang, Ilsan, Suwon, Pyeongtaek, Cheonan, Yuseong, Jeonju, Mokpo, Yeosu, Jinju, Changwon, Haeundae, Gumi, Andong, Gangneung, Sokcho, Chuncheon, Wonju, Seogwipo',
  ),
  things: words('camera terminal reader kiosk scanner sensor robot lens gate turnstile'),
  times: parts(
    'last Tuesday morning, yesterday at about seven, on a rainy Friday afternoon, on the first day of term, the day after the holidays, at two in the morning, during my lunch break, on my way home',
  ),
  workers: words('guard cashier manager caretaker usher clerk attendant assistant supervisor'),
  syllables: words(
    'Han Bit Sae Sol Ga On Nu Ri Da Som Neul Bom Hae Byeol Yun Seul Mir Ara Cho Rong Na Rae Jin Tae Woo Rim Dong Se Hyun Eun Bo Ram Cheong Geum Dae Sam Shin Won',
  ),
  messages: list(`
    I found one more photograph of the machine.
    They say that somebody else at {name} is in charge of it now.
    I have not heard anything yet. When will I know more?
    A {worker} rang me and told me to take the complaint back.
  `),
  notes: list(`
    To decide at the next meeting whether to ask {name} for its files.
    The same model seems to stand in {area}, {number} of them. Check the supply contract.
    Ask first whether an interpreter is needed.
  `),
};

export const STORIES: Readonly<Record<Language, Stories>> = { ko, en };
