package meeting

import "regexp"

// passwordPattern finds a line of a pasted invitation that gives the meeting's password. It knows the labels in the
// plugin's languages. A line with anything besides a label and one word does not match.
var passwordPattern = regexp.MustCompile(`(?im)^[ \t]*` +
	`(?:(?:meeting|toplantı|회의)[ -]?|vergader|mötes|ミーティング|会議の?|会议|會議)?` +
	`(?:password|passcode|passwort|kennwort|mot de passe|contraseña|clave|wachtwoord|hasło|senha|palavra-passe|` +
	`lösenord|lösenkod|parola(?:sı)?|şifre(?:si)?|пароль|パスワード|パスコード|비밀번호|암호|密码|密碼)` +
	`(?: (?:de la (?:réunion|reunión)|della riunione|riunione|(?:do )?spotkania|da reunião|встречи|зустрічі))?` +
	gap + `[:：]` + gap + `([^\s\p{Zs}]+)` + gap + `\r?$`)

// gap matches the space around a label's colon. French puts a no-break space before a colon, narrow or not.
const gap = `[ \t\x{A0}\x{202F}]*`

// passwordIn returns the password that a text gives on lines of its own, and these lines. It is empty if the text gives
// none, or two different ones.
func passwordIn(text string) (password string, lines []mention) {
	for _, at := range passwordPattern.FindAllStringSubmatchIndex(text, -1) {
		found := text[at[2]:at[3]]
		if password != "" && password != found {
			return "", nil
		}
		password = found
		lines = append(lines, mention{start: at[0], end: at[1]})
	}
	return password, lines
}
