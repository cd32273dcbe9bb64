package meeting

import "regexp"

// passwordPattern finds the line of a pasted invitation that gives the meeting's password, by its label in the
// languages this plugin speaks, which may say that it is the meeting's. A line with more than a label and one word is
// left alone.
var passwordPattern = regexp.MustCompile(`(?im)^[ \t]*` +
	`(?:(?:meeting|toplantı|회의)[ -]?|vergader|mötes|ミーティング|会議の?|会议|會議)?` +
	`(?:password|passcode|passwort|kennwort|mot de passe|contraseña|clave|wachtwoord|hasło|senha|palavra-passe|` +
	`lösenord|lösenkod|parola(?:sı)?|şifre(?:si)?|пароль|パスワード|パスコード|비밀번호|암호|密码|密碼)` +
	`(?: (?:de la (?:réunion|reunión)|della riunione|riunione|(?:do )?spotkania|da reunião|встречи|зустрічі))?` +
	gap + `[:：]` + gap + `([^\s\p{Zs}]+)` + gap + `\r?$`)

// gap is what may stand around a label's colon: French puts a no-break space before it, narrow or not.
const gap = `[ \t\x{A0}\x{202F}]*`

// passwordIn returns the password that a text gives on lines of its own, and where these are; empty if it gives none,
// or two that differ.
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
