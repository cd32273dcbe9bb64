package command

import "strings"

// wordsIn holds the subcommands' names in other languages, by the language without its region. They are in lower case.
// The English names always work too, and only they are in the help and the documents.
var wordsIn = map[string]map[string]string{
	"de": {"raum": "room", "anstehend": "upcoming", "termine": "upcoming", "ändern": "change", "auslassen": "skip", "beenden": "end", "ende": "end", "hilfe": "help"},
	"es": {"sala": "room", "próximas": "upcoming", "cambiar": "change", "omitir": "skip", "terminar": "end", "finalizar": "end", "ayuda": "help"},
	"fr": {"salle": "room", "prochaines": "upcoming", "modifier": "change", "sauter": "skip", "terminer": "end", "fin": "end", "aide": "help"},
	"it": {"stanza": "room", "prossime": "upcoming", "modifica": "change", "salta": "skip", "termina": "end", "fine": "end", "aiuto": "help"},
	"ja": {"ルーム": "room", "予定": "upcoming", "変更": "change", "スキップ": "skip", "終了": "end", "ヘルプ": "help"},
	"ko": {"룸": "room", "예정": "upcoming", "변경": "change", "건너뛰기": "skip", "종료": "end", "도움말": "help"},
	"nl": {"ruimte": "room", "gepland": "upcoming", "wijzigen": "change", "overslaan": "skip", "beëindigen": "end", "einde": "end", "hulp": "help"},
	"pl": {"pokój": "room", "nadchodzące": "upcoming", "zmień": "change", "pomiń": "skip", "zakończ": "end", "koniec": "end", "pomoc": "help"},
	"pt": {"sala": "room", "próximas": "upcoming", "alterar": "change", "pular": "skip", "encerrar": "end", "fim": "end", "ajuda": "help"},
	"ru": {"комната": "room", "предстоящие": "upcoming", "изменить": "change", "пропустить": "skip", "завершить": "end", "конец": "end", "помощь": "help"},
	"sv": {"rum": "room", "kommande": "upcoming", "ändra": "change", "hoppa": "skip", "avsluta": "end", "slut": "end", "hjälp": "help"},
	"tr": {"oda": "room", "yaklaşan": "upcoming", "değiştir": "change", "atla": "skip", "bitir": "end", "son": "end", "yardım": "help", "yardim": "help"},
	"uk": {"кімната": "room", "майбутні": "upcoming", "змінити": "change", "пропустити": "skip", "завершити": "end", "кінець": "end", "допомога": "help"},
	"zh": {"房间": "room", "房間": "room", "日程": "upcoming", "即将": "upcoming", "更改": "change", "變更": "change", "跳过": "skip", "跳過": "skip", "结束": "end", "結束": "end", "帮助": "help", "說明": "help"},
}

// isForeignWord tells whether a word is a subcommand in any language. Only then the person's language has to be looked
// up.
func isForeignWord(word string) bool {
	for _, words := range wordsIn {
		if words[word] != "" {
			return true
		}
	}
	return false
}

// inEnglish replaces a subcommand's name in the person's language by the English one. It does so only if the text is
// the name, or if one of the subcommand's words follows: "/blizz Raum 5 m12-345-678" has a topic.
func (h *Handler) inEnglish(userID, text string) string {
	word, rest := cutWord(text)
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	if !isForeignWord(word) {
		return text
	}
	language, err := h.poster.Names.Language(userID)
	if err != nil {
		h.api.LogWarn("Failed to get a user's language; subcommands are understood in English", "error", err.Error(), "user_id", userID)
		return text
	}
	language, _, _ = strings.Cut(language, "-")
	name, ok := wordsIn[language][word]
	if !ok || !h.mayFollow(name, rest) {
		return text
	}
	return strings.TrimSpace(name + " " + rest)
}

func (h *Handler) mayFollow(name, rest string) bool {
	if first, _ := cutWord(rest); name == roomSubcommand.name && isOneOf([]string{mineWord, channelWord}, first) {
		return true
	}
	for _, sub := range h.subcommands {
		if sub.name == name {
			return rest == "" || isOneOf(sub.words, rest)
		}
	}
	return false
}

// WordsIn returns the names of a subcommand in a language, such as "pt-BR".
func WordsIn(language, name string) (words []string) {
	language, _, _ = strings.Cut(language, "-")
	for word, meaning := range wordsIn[language] {
		if meaning == name {
			words = append(words, word)
		}
	}
	return words
}
