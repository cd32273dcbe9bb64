package invitation

import (
	"strconv"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// dateFormat is how a language writes dates in short, as of CLDR's yMMMd and yMMMEd.
type dateFormat struct {
	// days and months are the abbreviations, from Sunday and from January on, with spaces between them. Languages that write
	// months as numbers have no months.
	days, months string
	// date and dayAndDate are patterns: E is the day of the week, d the day of the month, M the month, y the year; 'de' is a word.
	date, dayAndDate string
	// beforeTime stands between a date and a time.
	beforeTime string
}

// dateFormats are by language. Others write dates as English does.
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

// formatOf is how a localizer's language writes dates. The language is that of a text which all languages have.
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

// write writes a date by a pattern.
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

// dayAndTime writes day, date and time: Wed, 25 Nov 2026, 14:00.
func (f dateFormat) dayAndTime(moment time.Time) string {
	return f.write(f.dayAndDate, moment) + f.beforeTime + moment.Format("15:04")
}

// Place is what people call a time zone by: the city in its name, such as Berlin or New York, or its offset from UTC where
// there is none. It is Markdown.
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
