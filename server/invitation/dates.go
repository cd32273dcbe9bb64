package invitation

import (
	"strconv"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// dateFormat says how a language writes short dates, following CLDR's yMMMd and yMMMEd.
type dateFormat struct {
	// days holds the abbreviations of the days of the week from Sunday on, and months those of the months from January
	// on, with spaces between them. If months is empty, the language writes months as numbers.
	days, months string
	// date and dayAndDate are patterns: E stands for the day of the week, d for the day of the month, M for the month,
	// y for the year. A word in quotes, such as 'de', is copied.
	date, dayAndDate string
	// beforeTime is written between a date and a time.
	beforeTime string
}

// dateFormats holds the formats by language. Languages that are not here write dates as English does.
var dateFormats = map[string]dateFormat{
	"en":    {"Sun Mon Tue Wed Thu Fri Sat", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "d M y", "E, d M y", ", "},
	"de":    {"So. Mo. Di. Mi. Do. Fr. Sa.", "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", "d. M y", "E, d. M y", ", "},
	"fr":    {"dim. lun. mar. mer. jeu. ven. sam.", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "d M y", "E d M y", ", "},
	"es":    {"dom lun mar mié jue vie sáb", "ene feb mar abr may jun jul ago sept oct nov dic", "d M y", "E, d M y", ", "},
	"it":    {"dom lun mar mer gio ven sab", "gen feb mar apr mag giu lug ago set ott nov dic", "d M y", "E d M y", ", "},
	"nl":    {"zo ma di wo do vr za", "jan feb mrt apr mei jun jul aug sep okt nov dec", "d M y", "E d M y", ", "},
	"pl":    {"niedz. pon. wt. śr. czw. pt. sob.", "sty lut mar kwi maj cze lip sie wrz paź lis gru", "d M y", "E, d M y", ", "},
	"pt":    {"dom. seg. ter. qua. qui. sex. sáb.", "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.", "d 'de' M 'de' y", "E, d 'de' M 'de' y", ", "},
	"sv":    {"sön mån tis ons tors fre lör", "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.", "d M y", "E d M y", ", "},
	"tr":    {"Paz Pzt Sal Çar Per Cum Cmt", "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara", "d M y", "d M y E", ", "},
	"uk":    {"нд пн вт ср чт пт сб", "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.", "d M y р.", "E, d M y р.", ", "},
	"ru":    {"вс пн вт ср чт пт сб", "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.", "d M y г.", "E, d M y г.", ", "},
	"ja":    {"日 月 火 水 木 金 土", "", "y年M月d日", "y年M月d日(E)", " "},
	"ko":    {"일 월 화 수 목 금 토", "", "y년 M월 d일", "y년 M월 d일 (E)", " "},
	"zh":    {"周日 周一 周二 周三 周四 周五 周六", "", "y年M月d日", "y年M月d日 E", " "},
	"zh-TW": {"週日 週一 週二 週三 週四 週五 週六", "", "y年M月d日", "y年M月d日 E", " "},
}

// formatOf returns the date format of a localizer's language. It finds the language by a text that all languages have.
func formatOf(localizer *i18n.Localizer) dateFormat {
	_, tag, err := localizer.LocalizeWithTag(&i18n.LocalizeConfig{DefaultMessage: weekdays[time.Monday]})
	if err != nil {
		tag = language.English
	}
	base, _ := tag.Base()
	for _, name := range []string{tag.String(), base.String()} {
		if format, ok := dateFormats[name]; ok {
			return format
		}
	}
	return dateFormats["en"]
}

// write formats a date by a pattern.
func (f dateFormat) write(pattern string, moment time.Time) string {
	month := strconv.Itoa(int(moment.Month()))
	if f.months != "" {
		month = strings.Fields(f.months)[moment.Month()-1]
	}
	return strings.NewReplacer(
		"'de'", "de",
		"E", strings.Fields(f.days)[moment.Weekday()],
		"d", strconv.Itoa(moment.Day()),
		"M", month,
		"y", strconv.Itoa(moment.Year()),
	).Replace(pattern)
}

// dayAndTime formats day, date and time: Wed, 25 Nov 2026, 14:00.
func (f dateFormat) dayAndTime(moment time.Time) string {
	return f.write(f.dayAndDate, moment) + f.beforeTime + moment.Format("15:04")
}

// Place returns the usual name of a moment's time zone, as Markdown: its city, such as Berlin or New York. A zone
// without a city is named by its offset from UTC.
func Place(moment time.Time) string {
	name := moment.Location().String()
	if name == time.UTC.String() {
		return name
	}
	area, city, hasCity := strings.Cut(name, "/")
	if !hasCity || area == "Etc" {
		return "UTC" + moment.Format("-07:00")
	}
	city = city[strings.LastIndex(city, "/")+1:]
	return Escape(strings.ReplaceAll(city, "_", " "))
}
