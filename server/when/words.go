package when

import (
	"strings"
	"sync"
	"time"
)

// vocabulary holds the words of one language for days, clocks and lengths of time, with spaces between them. An
// underscore stands for a space within an expression. Words are compared without accents.
type vocabulary struct {
	// days holds the days of the week from Monday on. Each begins with the full name; other cases and the usual
	// abbreviation follow. A short name can be a word of another language.
	days [7]string
	// months holds the months in the case that dates use, with the usual abbreviations.
	months [12]string
	// today, tomorrow and afterTomorrow name days. noon is a time of day.
	today, tomorrow, afterTomorrow, noon string
	// next stands beside a day and means the first one to come, or the one of the next week. coming means the first one
	// to come, nextWeek the one of the next week.
	next, coming, nextWeek string
	// at stands before a time of day. on stands before a day, or between a day and a time.
	at, on string
	// clock stands behind an hour. In some languages it stands before the hour.
	clock string
	// am and pm are the halves of a 12-hour clock.
	am, pm string
	// in stands before a length of time from now, later stands behind it.
	in, later string
	// minutes and hours are units of a length of time.
	minutes, hours string
	// The following are for rules.
	every, day, weekday, week, month, and, times string
}

// vocabularies holds all languages of starts, durations and rules. A text is read in all of them at once, so nobody has
// to name a language. The days are CLDR's wide and abbreviated forms.
var vocabularies = map[string]vocabulary{
	"en": {
		days:   [7]string{"monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"},
		months: [12]string{"january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"},
		today:  "today", tomorrow: "tomorrow", afterTomorrow: "day_after_tomorrow the_day_after_tomorrow", noon: "noon midday",
		next: "next", coming: "coming", at: "at", on: "on of the", clock: "o'clock", am: "am", pm: "pm",
		in: "in", later: "from_now later", minutes: "m min mins minute minutes", hours: "h hr hrs hour hours",
		every: "every each", day: "day days daily", weekday: "weekday weekdays", week: "week weeks weekly", month: "month months monthly", and: "and", times: "times time x",
	},
	"de": {
		days:   [7]string{"montag montags mo", "dienstag dienstags di", "mittwoch mittwochs mi", "donnerstag donnerstags do", "freitag freitags fr", "samstag samstags sonnabend sa", "sonntag sonntags so"},
		months: [12]string{"januar jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober okt", "november", "dezember dez"},
		today:  "heute", tomorrow: "morgen", afterTomorrow: "übermorgen",
		next: "nächsten nächster nächste", coming: "kommenden kommender", at: "um", on: "am den", clock: "uhr",
		in: "in", minutes: "minuten minute", hours: "stunden stunde std",
		every: "jeden jede jedes alle", day: "tag tage täglich", weekday: "werktag werktags", week: "woche wochen wöchentlich", month: "monat monate monatlich", and: "und", times: "mal",
	},
	"fr": {
		days:   [7]string{"lundi lun", "mardi mar", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim"},
		months: [12]string{"janvier janv", "février févr", "mars", "avril avr", "mai", "juin", "juillet juil", "août", "septembre", "octobre", "novembre", "décembre déc"},
		today:  "aujourd'hui", tomorrow: "demain", afterTomorrow: "après-demain", noon: "midi",
		next: "prochain prochaine", at: "à", on: "le", clock: "h heures heure",
		in: "dans", minutes: "minutes minute", hours: "heures heure",
		every: "chaque tous toutes les", day: "jour jours", weekday: "jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables", week: "semaine semaines", month: "mois", and: "et", times: "fois",
	},
	"es": {
		days:   [7]string{"lunes lun", "martes mar", "miércoles mié", "jueves jue", "viernes vie", "sábado sábados sáb", "domingo domingos dom"},
		months: [12]string{"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago", "septiembre", "octubre", "noviembre", "diciembre dic"},
		today:  "hoy", tomorrow: "mañana", afterTomorrow: "pasado_mañana", noon: "mediodía",
		next: "próximo", at: "a las a_la a_las", on: "el al", clock: "h horas",
		in: "en dentro_de", minutes: "minutos minuto", hours: "horas hora",
		every: "cada todos los", day: "día días", weekday: "día_laborable días_laborables", week: "semana semanas", month: "mes meses", and: "y", times: "veces vez",
	},
	"it": {
		days:   [7]string{"lunedì lun", "martedì mar", "mercoledì mer", "giovedì gio", "venerdì ven", "sabato sab", "domenica dom"},
		months: [12]string{"gennaio gen", "febbraio", "marzo", "aprile", "maggio mag", "giugno giu", "luglio lug", "agosto", "settembre set", "ottobre ott", "novembre", "dicembre"},
		today:  "oggi", tomorrow: "domani", afterTomorrow: "dopodomani", noon: "mezzogiorno",
		next: "prossimo prossima", at: "alle alla a", on: "il", clock: "ore",
		in: "tra fra", minutes: "minuti minuto", hours: "ore ora",
		every: "ogni", day: "giorno giorni", weekday: "giorno_feriale giorni_feriali", week: "settimana settimane", month: "mese mesi", and: "e", times: "volte volta",
	},
	"nl": {
		days:   [7]string{"maandag ma", "dinsdag di", "woensdag wo", "donderdag do", "vrijdag vr", "zaterdag za", "zondag zo"},
		months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
		today:  "vandaag", tomorrow: "morgen", afterTomorrow: "overmorgen",
		next: "volgende", coming: "komende aanstaande", at: "om", on: "op", clock: "uur u",
		in: "over", minutes: "minuten minuut", hours: "uren uur",
		every: "elke elk iedere ieder", day: "dag dagen dagelijks", weekday: "werkdag werkdagen doordeweeks", week: "week weken wekelijks", month: "maand maanden maandelijks", and: "en", times: "keer maal",
	},
	"pl": {
		days:   [7]string{"poniedziałek pon", "wtorek wt", "środa środę śr", "czwartek czw", "piątek pt", "sobota sobotę sob", "niedziela niedzielę niedz nd"},
		months: [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"},
		today:  "dziś dzisiaj", tomorrow: "jutro", afterTomorrow: "pojutrze", noon: "południe",
		next: "następny następną następna przyszły przyszłą", coming: "najbliższy najbliższą", at: "o", on: "w we", clock: "godz godzinie godzina",
		in: "za", minutes: "minut minuty minutę", hours: "godzin godziny godzinę godz",
		every: "co każdy każda każdą", day: "dzień dni codziennie", weekday: "dzień_roboczy dni_robocze", week: "tydzień tygodnie tygodni", month: "miesiąc miesiące miesięcy", and: "i", times: "razy raz",
	},
	"pt-BR": {
		days:   [7]string{"segunda segunda-feira seg", "terça terça-feira ter", "quarta quarta-feira qua", "quinta quinta-feira qui", "sexta sexta-feira sex", "sábado sábados sáb", "domingo domingos dom"},
		months: [12]string{"janeiro", "fevereiro fev", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro out", "novembro", "dezembro"},
		today:  "hoje", tomorrow: "amanhã", afterTomorrow: "depois_de_amanhã", noon: "meio-dia",
		next: "próximo próxima", at: "às as ao a", on: "na no", clock: "h horas",
		in: "em daqui_a", minutes: "minutos minuto", hours: "horas hora",
		every: "cada todo toda", day: "dia dias", weekday: "dia_útil dias_úteis", week: "semana semanas", month: "mês meses", and: "e", times: "vezes vez",
	},
	"sv": {
		days:   [7]string{"måndag mån", "tisdag tis", "onsdag ons", "torsdag tors", "fredag fre", "lördag lör", "söndag sön"},
		months: [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober okt", "november", "december"},
		today:  "idag i_dag", tomorrow: "imorgon i_morgon", afterTomorrow: "i_övermorgon",
		next: "nästa", on: "på", clock: "kl klockan",
		in: "om", minutes: "minuter minut", hours: "timmar timme tim",
		every: "varje", day: "dag dagar", weekday: "vardag vardagar", week: "vecka veckor", month: "månad månader", and: "och", times: "gånger gång",
	},
	"tr": {
		days:   [7]string{"pazartesi pzt", "salı sal", "çarşamba çar", "perşembe per", "cuma cum", "cumartesi cmt", "pazar paz"},
		months: [12]string{"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"},
		today:  "bugün", tomorrow: "yarın", noon: "öğlen",
		next: "gelecek", coming: "önümüzdeki", on: "günü", clock: "saat",
		later: "sonra", minutes: "dakika dk", hours: "saat",
		every: "her", day: "gün", weekday: "iş_günü", week: "hafta", month: "ay", and: "ve", times: "kez kere",
	},
	"uk": {
		days:   [7]string{"понеділок пн", "вівторок вт", "середа середу ср", "четвер чт", "п'ятниця п'ятницю пт", "субота суботу сб", "неділя неділю нд"},
		months: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		today:  "сьогодні", tomorrow: "завтра", afterTomorrow: "післязавтра", noon: "опівдні полудень",
		next: "наступний наступну наступна", at: "о об", on: "у в", clock: "година годині годин",
		in: "через за", minutes: "хвилин хвилину хвилини хв", hours: "годин годину години год",
		every: "кожен кожна кожну кожні щодня", day: "день дні днів", weekday: "будній_день робочий_день", week: "тиждень тижні тижнів щотижня", month: "місяць місяці місяців щомісяця", and: "і та", times: "разів рази раз",
	},
	"ru": {
		days:   [7]string{"понедельник пн", "вторник вт", "среда среду ср", "четверг чт", "пятница пятницу пт", "суббота субботу сб", "воскресенье вс"},
		months: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
		today:  "сегодня", tomorrow: "завтра", afterTomorrow: "послезавтра", noon: "полдень",
		next: "следующий следующую следующая следующее", at: "в", on: "в во", clock: "часов часа час ч",
		in: "через", minutes: "минут минуту минуты мин", hours: "часов часа час",
		every: "каждый каждая каждую каждое каждые", day: "день дня дней ежедневно", weekday: "будний_день рабочий_день", week: "неделя неделю недели недель еженедельно", month: "месяц месяца месяцев ежемесячно", and: "и", times: "раз раза",
	},
	"ja": {
		days:  [7]string{"月曜日 月曜 月", "火曜日 火曜 火", "水曜日 水曜 水", "木曜日 木曜 木", "金曜日 金曜 金", "土曜日 土曜 土", "日曜日 日曜 日"},
		today: "今日 本日 きょう", tomorrow: "明日 あした あす", afterTomorrow: "明後日 あさって", noon: "正午",
		next: "次", nextWeek: "来週", on: "の に", clock: "時", am: "午前", pm: "午後",
		later: "後", minutes: "分 分間", hours: "時間",
		every: "毎", day: "日", weekday: "平日", week: "週 週間", month: "月 か月 ヶ月", and: "と", times: "回",
	},
	"ko": {
		days:  [7]string{"월요일 월", "화요일 화", "수요일 수", "목요일 목", "금요일 금", "토요일 토", "일요일 일"},
		today: "오늘", tomorrow: "내일", afterTomorrow: "모레", noon: "정오",
		next: "다음", nextWeek: "다음_주 다음주", on: "에", clock: "시", am: "오전", pm: "오후",
		later: "후 뒤", minutes: "분", hours: "시간",
		every: "매", day: "일", weekday: "평일", week: "주", month: "월 달 개월", and: "와 과", times: "회 번",
	},
	"zh-CN": {
		days:  [7]string{"星期一 周一", "星期二 周二", "星期三 周三", "星期四 周四", "星期五 周五", "星期六 周六", "星期日 星期天 周日"},
		today: "今天", tomorrow: "明天", afterTomorrow: "后天", noon: "中午 正午",
		nextWeek: "下", on: "的 在", clock: "点 点钟 时", am: "上午 早上", pm: "下午 晚上",
		later: "后 之后", minutes: "分 分钟", hours: "小时 个小时",
		every: "每 每个", day: "天", weekday: "工作日", week: "周 星期", month: "月 个月", and: "和", times: "次",
	},
	"zh-TW": {
		days:  [7]string{"星期一 週一", "星期二 週二", "星期三 週三", "星期四 週四", "星期五 週五", "星期六 週六", "星期日 星期天 週日"},
		today: "今天", tomorrow: "明天", afterTomorrow: "後天", noon: "中午 正午",
		nextWeek: "下", on: "的 在", clock: "點 點鐘 時", am: "上午 早上", pm: "下午 晚上",
		later: "後 之後", minutes: "分 分鐘", hours: "小時 個小時",
		every: "每 每個", day: "天", weekday: "工作日", week: "週 星期", month: "月 個月", and: "和", times: "次",
	},
}

// role is a possible meaning of a word. A word may have several, also in several languages. The words around it decide.
type role uint32

const (
	isWeekday role = 1 << iota
	isMonth
	isToday
	isTomorrow
	isAfterTomorrow
	isNoon
	isNext
	isComing
	isNextWeek
	isAt
	isOn
	isClock
	isAM
	isPM
	isIn
	isLater
	isMinutes
	isHours
	isEvery
	isDayUnit
	isWorkingDays
	isWeekUnit
	isMonthUnit
	isAnd
	isTimes
	// isShort marks an abbreviation that is also a word of another language.
	isShort
	// isEnglish marks the English name of a day.
	isEnglish
)

// word holds the possible meanings of a word, and the day or month that it names.
type word struct {
	roles role
	day   time.Weekday
	month time.Month
}

func (w word) is(role role) bool { return w.roles&role != 0 }

// maxExpression limits the words of an expression.
const maxExpression = 4

// words holds the words of all languages, without accents.
var words = sync.OnceValue(func() map[string]word {
	all := map[string]word{}
	add := func(text string, meaning word) {
		for name := range strings.FieldsSeq(text) {
			name = fold(strings.ReplaceAll(name, "_", " "))
			known := all[name]
			known.roles |= meaning.roles
			if meaning.is(isWeekday) {
				known.day = meaning.day
			}
			if meaning.is(isMonth) {
				known.month = meaning.month
			}
			all[name] = known
		}
	}
	for language, v := range vocabularies {
		for i, names := range v.days {
			addDay(add, names, time.Weekday((i+1)%7), language == "en")
		}
		for i, names := range v.months {
			add(names, word{roles: isMonth, month: time.Month(i + 1)})
		}
		for _, list := range v.lists() {
			add(list.names, word{roles: list.role})
		}
	}
	return all
})

// addDay adds the names of a day of the week. English names win over the same names in other languages.
func addDay(add func(string, word), names string, day time.Weekday, isOfEnglish bool) {
	for name := range strings.FieldsSeq(names) {
		roles := isWeekday
		switch {
		case isOfEnglish:
			roles |= isEnglish
		case len([]rune(name)) <= 3 && name[0] < 0x80:
			roles |= isShort
		}
		add(name, word{roles: roles, day: day})
	}
}

type wordList struct {
	role  role
	names string
}

func (v vocabulary) lists() []wordList {
	return []wordList{
		{isToday, v.today},
		{isTomorrow, v.tomorrow},
		{isAfterTomorrow, v.afterTomorrow},
		{isNoon, v.noon},
		{isNext, v.next},
		{isComing, v.coming},
		{isNextWeek, v.nextWeek},
		{isAt, v.at},
		{isOn, v.on},
		{isClock, v.clock},
		{isAM, v.am},
		{isPM, v.pm},
		{isIn, v.in},
		{isLater, v.later},
		{isMinutes, v.minutes},
		{isHours, v.hours},
		{isEvery, v.every},
		{isDayUnit, v.day},
		{isWorkingDays, v.weekday},
		{isWeekUnit, v.week},
		{isMonthUnit, v.month},
		{isAnd, v.and},
		{isTimes, v.times},
	}
}

// fold returns a word in small letters without accents.
func fold(text string) string {
	return accents().Replace(strings.ToLower(text))
}

var accents = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		"i\u0307", "i", "ı", "i", "à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ç", "c", "ć", "c",
		"è", "e", "é", "e", "ê", "e", "ę", "e", "ğ", "g", "ì", "i", "í", "i", "ł", "l", "ñ", "n", "ń", "n", "ò", "o", "ó", "o",
		"ô", "o", "ö", "o", "õ", "o", "ś", "s", "ş", "s", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ź", "z", "ż", "z",
		"ё", "е", "’", "'", "ʼ", "'", "\u2011", "-", "\u0301", "", "\u0300", "", "\u0308", "", "\u0303", "", "\u030a", "", "\u0327", "",
	)
})
