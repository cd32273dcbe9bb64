package when

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// startsInOwnWords are starts in several languages, as of Friday, 30 October 2026, 12:20:40 in Berlin.
var startsInOwnWords = map[string]map[string]string{
	"any": {
		"14.30": "10-30 14:30", "1430": "10-30 14:30", "14h30": "10-30 14:30", "24.12.2026 10:00": "12-24 10:00",
		"24.12. 10:00": "12-24 10:00", "24.12 10:00": "12-24 10:00", "10:00 24.12.": "12-24 10:00", "24.12.26 10:00": "12-24 10:00",
		"24/12 10:00": "12-24 10:00", "12/24 10:00": "12-24 10:00", "12/12/2026 10:00": "12-12 10:00", "24-12-2026 10:00": "12-24 10:00",
		"2026/12/24 10:00": "12-24 10:00", "10.11. 10.12": "11-10 10:12", "10:00 10.11": "11-10 10:00", "mon 10.11": "11-02 10:11",
		"2026-11-23T14:30": "11-23 14:30", "０９：３０ 2026-11-23": "11-23 09:30",
	},
	"en": {
		"noon": "10-31 12:00", "tomorrow at noon": "10-31 12:00", "next monday 10:00": "11-02 10:00", "monday at 10:00": "11-02 10:00",
		"in 10 minutes": "10-30 12:30", "in 1 hour": "10-30 13:20", "10 minutes from now": "10-30 12:30", "at 9 p.m.": "10-30 21:00",
		"Wed, 25 Nov 2026, 14:00": "11-25 14:00", "Nov 25, 2026 2pm": "11-25 14:00", "Wednesday, November 25, 14:00": "11-25 14:00",
		"tomorrow, 9am": "10-31 09:00", "12am tomorrow": "10-31 00:00", "9 am on Monday": "11-02 09:00", "on monday at 15": "11-02 15:00", "coming sunday 9:00": "11-01 09:00",
	},
	"de": {
		"14 Uhr": "10-30 14:00", "14.30 Uhr": "10-30 14:30", "10 Uhr": "10-31 10:00", "morgen 10:00": "10-31 10:00", "Morgen um 10 Uhr": "10-31 10:00",
		"übermorgen 9:00": "11-01 09:00", "am Montag um 10 Uhr": "11-02 10:00", "nächsten Montag 10:00": "11-02 10:00", "Do 10:00": "11-05 10:00", "mi. 9.15 uhr": "11-04 09:15",
		"heute um 15": "10-30 15:00", "10:00 am Montag": "11-02 10:00", "24. Dezember 10:00": "12-24 10:00", "in 10 Minuten": "10-30 12:30", "14 Uhr 30": "10-30 14:30", "kommenden Sonntag 9:00": "11-01 09:00",
	},
	"fr": {
		"demain à 14h30": "10-31 14:30", "lundi 10h": "11-02 10:00", "lundi prochain à 10 h": "11-02 10:00", "mar. 9h05": "11-03 09:05", "aujourd'hui 15h": "10-30 15:00",
		"après-demain 9h": "11-01 09:00", "midi": "10-31 12:00", "dans 10 minutes": "10-30 12:30", "le 24 décembre à 10h": "12-24 10:00", "le 24/12 à 10h": "12-24 10:00",
	},
	"es": {
		"mañana a las 10:00": "10-31 10:00", "el lunes a las 15": "11-02 15:00", "pasado mañana 9:00": "11-01 09:00", "hoy 15:00 h": "10-30 15:00", "mié 9:00": "11-04 09:00",
		"al mediodía": "10-31 12:00", "en 10 minutos": "10-30 12:30", "24 de diciembre de 2026 10:00": "12-24 10:00", "sabado 9:00": "10-31 09:00", "próximo lunes 9:00": "11-02 09:00",
	},
	"it": {
		"domani alle 15": "10-31 15:00", "lunedì ore 10": "11-02 10:00", "gio 9.30": "11-05 09:30", "oggi alle 14:30": "10-30 14:30", "tra 10 minuti": "10-30 12:30", "dopodomani 9:00": "11-01 09:00", "mezzogiorno": "10-31 12:00", "fra 2 ore": "10-30 14:20",
	},
	"nl": {
		"morgen om 10 uur": "10-31 10:00", "maandag 14.30 uur": "11-02 14:30", "do 10:00": "11-05 10:00", "over 10 minuten": "10-30 12:30", "vandaag 15:00": "10-30 15:00", "overmorgen 9u30": "11-01 09:30", "om 15 uur": "10-30 15:00", "over 2 uur": "10-30 14:20",
	},
	"pl": {
		"jutro o 15": "10-31 15:00", "w poniedziałek o 10:00": "11-02 10:00", "śr 9:00": "11-04 09:00", "dziś godz. 14.30": "10-30 14:30", "za 10 minut": "10-30 12:30", "pojutrze 9:00": "11-01 09:00", "24 grudnia 10:00": "12-24 10:00", "pt. 13:00": "10-30 13:00",
	},
	"pt-BR": {
		"amanhã às 10h": "10-31 10:00", "segunda-feira 14h30": "11-02 14:30", "qua 9:00": "11-04 09:00", "hoje às 15h": "10-30 15:00", "depois de amanhã 9:00": "11-01 09:00", "em 10 minutos": "10-30 12:30", "daqui a 10 minutos": "10-30 12:30", "meio-dia": "10-31 12:00", "24 de dezembro 10h": "12-24 10:00", "próxima segunda 9h": "11-02 09:00",
	},
	"sv": {
		"imorgon kl 10": "10-31 10:00", "i morgon 10.30": "10-31 10:30", "på måndag kl. 14:30": "11-02 14:30", "tors 9:00": "11-05 09:00", "idag 15:00": "10-30 15:00", "om 10 minuter": "10-30 12:30", "om 2 timmar": "10-30 14:20", "kl. 9": "10-31 09:00", "nästa måndag 9:00": "11-02 09:00",
	},
	"tr": {
		"yarın saat 10:00": "10-31 10:00", "YARIN 10:00": "10-31 10:00", "pazartesi 14:30": "11-02 14:30", "Çar 9:00": "11-04 09:00", "bugün 15:00": "10-30 15:00", "10 dakika sonra": "10-30 12:30", "2 saat sonra": "10-30 14:20", "saat 15": "10-30 15:00", "24 Aralık 10:00": "12-24 10:00",
	},
	"uk": {
		"завтра о 15": "10-31 15:00", "у понеділок о 10:00": "11-02 10:00", "ср 9:00": "11-04 09:00", "сьогодні 15:00": "10-30 15:00", "післязавтра 9:00": "11-01 09:00", "через 10 хвилин": "10-30 12:30", "п'ятниця 13:00": "10-30 13:00", "о 14 годині": "10-30 14:00", "24 грудня 10:00": "12-24 10:00",
	},
	"ru": {
		"завтра в 15": "10-31 15:00", "в понедельник в 10:00": "11-02 10:00", "чт 9:00": "11-05 09:00", "сегодня в 15 часов": "10-30 15:00", "послезавтра 9:00": "11-01 09:00", "через 10 минут": "10-30 12:30", "через 2 часа": "10-30 14:20", "в субботу 9:00": "10-31 09:00", "24 декабря 10:00": "12-24 10:00",
	},
	"ja": {
		"明日14時": "10-31 14:00", "明日の午後2時": "10-31 14:00", "明日 14:30": "10-31 14:30", "月曜日の10時30分に": "11-02 10:30", "午前9時半": "10-31 09:30", "今日15時": "10-30 15:00", "10分後": "10-30 12:30", "2時間後に": "10-30 14:20", "11月25日14時": "11-25 14:00", "11月25日(水) 14:00": "11-25 14:00", "2026年11月25日 14:00": "11-25 14:00", "来週の水曜日 9:00": "11-04 09:00", "正午": "10-31 12:00", "木 9:00": "11-05 09:00",
	},
	"ko": {
		"내일 오후 2시": "10-31 14:00", "내일 오후 2시 30분": "10-31 14:30", "월요일 10시에": "11-02 10:00", "오전 9시 반": "10-31 09:30", "오늘 15:00": "10-30 15:00", "10분 후": "10-30 12:30", "11월 25일 14시": "11-25 14:00", "다음 주 월요일 9:00": "11-02 09:00", "정오": "10-31 12:00", "2026. 11. 25. 14:00": "11-25 14:00", "목 9:00": "11-05 09:00",
	},
	"zh-CN": {
		"下午2点": "10-30 14:00", "明天下午2点": "10-31 14:00", "明天14:30": "10-31 14:30", "周一上午10点": "11-02 10:00", "下周一10:00": "11-02 10:00", "星期三 9点半": "11-04 09:30", "后天9点": "11-01 09:00", "10分钟后": "10-30 12:30", "2小时后": "10-30 14:20", "11月25日14点30分": "11-25 14:30", "中午12点": "10-31 12:00",
	},
	"zh-TW": {
		"下午2點": "10-30 14:00", "明天下午2點30分": "10-31 14:30", "週一上午10點": "11-02 10:00", "下週一10:00": "11-02 10:00", "後天9點": "11-01 09:00", "10分鐘後": "10-30 12:30",
	},
}

func TestReadStartInEveryLanguage(t *testing.T) {
	now := at(t, "2026-10-30T11:20:40Z").In(Zone("Europe/Berlin"))
	for language, starts := range startsInOwnWords {
		for text, want := range starts {
			t.Run(language+" "+text, func(t *testing.T) {
				start, _, err := ReadStart(text, now)
				require.NoError(t, err)
				assert.Equal(t, "2026-"+want, start.Format("2006-01-02 15:04"))
				assert.Equal(t, text, StartAhead(text+" "), "the whole text is the start")
			})
		}
	}
}

// TestWordsHaveOneMeaning: in all languages together, no name means two days or two months.
func TestWordsHaveOneMeaning(t *testing.T) {
	days, months := map[string]time.Weekday{}, map[string]time.Month{}
	for language, v := range vocabularies {
		for i, names := range v.days {
			for name := range strings.FieldsSeq(names) {
				day, known := days[fold(name)]
				assert.True(t, !known || day == time.Weekday((i+1)%7), "%s in %s", name, language)
				days[fold(name)] = time.Weekday((i + 1) % 7)
			}
		}
		for i, names := range v.months {
			for name := range strings.FieldsSeq(names) {
				month, known := months[fold(name)]
				assert.True(t, !known || month == time.Month(i+1), "%s in %s", name, language)
				months[fold(name)] = time.Month(i + 1)
			}
		}
	}
	for name := range words() {
		assert.LessOrEqual(t, len(strings.Fields(name)), maxExpression, name)
	}
}

func TestStartAheadInEveryLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"morgen um 10 Uhr Retro":       "morgen um 10 Uhr",
		"next monday 10:00 Retro":      "next monday 10:00",
		"14:30 do the dishes":          "14:30",
		"14:30 so we meet":             "14:30",
		"10:00 on hiring":              "10:00",
		"mon 10:00 at the office":      "mon 10:00",
		"明日の午後2時に会議":                   "明日の午後2時に",
		"14:30 今日のニュース":                "14:30",
		"in 10 minutes Retro":          "in 10 minutes",
		"in 10 m12-345-678":            "in",
		"10:00 m12-345-678":            "10:00",
		"tomorrow 9 topics":            "tomorrow",
		"14:30-15:30 Retro":            "14:30-15:30",
		"24.12. 10:00 Retro":           "24.12. 10:00",
		"24.12. Retro":                 "24.12.",
		"lundi prochain à 10h réunion": "lundi prochain à 10h",
		"1430 Retro":                   "1430",
	} {
		assert.Equal(t, want, StartAhead(text), text)
	}
}

func TestRulesInEveryLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"every day": "FREQ=DAILY", "täglich": "FREQ=DAILY", "jeden Tag": "FREQ=DAILY", "tous les jours": "FREQ=DAILY", "毎日": "FREQ=DAILY", "每天": "FREQ=DAILY", "매일": "FREQ=DAILY",
		"jede Woche": "FREQ=WEEKLY", "alle 2 Wochen": "FREQ=WEEKLY;INTERVAL=2", "toutes les 2 semaines": "FREQ=WEEKLY;INTERVAL=2", "2 semanas": "FREQ=WEEKLY;INTERVAL=2", "毎週": "FREQ=WEEKLY", "2周": "FREQ=WEEKLY;INTERVAL=2",
		"Montag und Donnerstag": "FREQ=WEEKLY;BYDAY=MO,TH", "lundi, jeudi": "FREQ=WEEKLY;BYDAY=MO,TH", "каждый понедельник": "FREQ=WEEKLY;BYDAY=MO", "mon and thu": "FREQ=WEEKLY;BYDAY=MO,TH", "mo,do": "FREQ=WEEKLY;BYDAY=MO,TH",
		"Werktag": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "todos los días laborables": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "平日": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"mois": "FREQ=MONTHLY", "jeden Monat": "FREQ=MONTHLY", "miesiąc": "FREQ=MONTHLY", "每周一": "FREQ=WEEKLY;BYDAY=MO", "毎週月曜日": "FREQ=WEEKLY;BYDAY=MO", "매주 월요일": "FREQ=WEEKLY;BYDAY=MO",
	} {
		rule, err := ReadRule(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, rule.String(), text)
	}
}

func TestRuleAhead(t *testing.T) {
	for text, want := range map[string]string{
		"week Retro":                "week",
		"2 weeks Retro":             "2 weeks",
		"2 weeks on mon, thu Retro": "2 weeks on mon, thu",
		"mon,thu Retro":             "mon,thu",
		"mon, Retro":                "mon",
		"week on hiring":            "week",
		"day --until 2026-12-24":    "day",
		"year Retro":                "year",
		"FREQ=WEEKLY;COUNT=2 Retro": "FREQ=WEEKLY;COUNT=2",
		"month m12-345-678":         "month",
		"":                          "",
	} {
		assert.Equal(t, want, RuleAhead(text), text)
	}
}

func TestUntilAhead(t *testing.T) {
	for text, want := range map[string]string{
		"2026-12-24 Retro": "2026-12-24", "10 times Retro": "10 times", "10x Retro": "10x", "24.12. Retro": "24.12.", "10 topics": "10", "Dec 24 Retro": "Dec 24", "": "",
	} {
		assert.Equal(t, want, UntilAhead(text), text)
	}
}
