package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/command"
	"mattermost-plugin-blizz/server/fake"
	"mattermost-plugin-blizz/server/when"
)

func TestCommandInvites(t *testing.T) {
	w := newWorld(t)

	response := w.types(w.alice, "/blizz m12-345-678 Sprint review --password s3cret")

	assert.Equal(t, model.CommandResponseTypeInChannel, response.ResponseType)
	assert.Equal(t, "custom_blizz", response.Type)
	assert.Equal(t, "alice invites you to join [Blizz meeting m12-345-678](https://go.blizz.com/join/m12345678)\nSprint review\nPassword: `s3cret`", response.Text)
	assert.Equal(t, model.StringInterface{
		"service": "blizz", "meeting_id": "m12345678",
		"topic":            "Sprint review",
		"password":         "s3cret",
		"status":           "open",
		"meeting_provider": "Blizz",
		"meeting_link":     "https://go.blizz.com/join/m12345678",
	}, response.Props)
	assert.True(t, response.SkipSlackParsing)
	assert.Empty(t, w.Posts(w.channel), "the server posts the answer, not the plugin")
}

// TestCommandCallsNothing: if the name and the meeting are known, a command makes no call to the server, neither before
// nor after its answer.
func TestCommandCallsNothing(t *testing.T) {
	w := newWorld(t)
	w.Calls()
	w.types(w.alice, "/blizz m12-345-678 Sprint review")
	assert.Equal(t, "GetUser", w.Calls()[0], "the first command asks for the name")
	w.waitForRecent(w.alice, "m12345678")
	w.Calls()

	w.types(w.alice, "/blizz m12-345-678 Sprint review --password s3cret")

	require.NoError(t, w.plugin.OnDeactivate(), "the work after the answer is done")
	assert.Empty(t, w.Calls())
	require.NoError(t, w.plugin.OnActivate())
}

func TestCommandReadsTheVectors(t *testing.T) {
	data, err := os.ReadFile("meeting/testdata/meetings.json")
	require.NoError(t, err)
	var vectors struct {
		Cases []struct{ Text, Template, ID, Error string }
	}
	require.NoError(t, json.Unmarshal(data, &vectors))
	w := newWorld(t)
	for _, c := range vectors.Cases {
		if c.Template != "" || c.Text == "" {
			continue
		}
		t.Run(c.Text, func(t *testing.T) {
			response := w.types(w.alice, "/blizz "+c.Text)
			if c.Error != "" {
				assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
				assert.Empty(t, response.Type)
				assert.Contains(t, response.Text, "Example: `/blizz m12-345-678 Sprint review`")
				return
			}
			assert.Equal(t, model.CommandResponseTypeInChannel, response.ResponseType)
			assert.Equal(t, c.ID, response.Props["meeting_id"])
		})
	}
}

func TestCommandFlags(t *testing.T) {
	w := newWorld(t)
	for command, want := range map[string]struct{ topic, password string }{
		"/blizz --password s3cret m12-345-678 Retro":                                            {"Retro", "s3cret"},
		"/blizz m12-345-678 --password s3cret Retro":                                            {"Retro", "s3cret"},
		"/blizz m12-345-678 Retro --password=s3cret":                                            {"Retro", "s3cret"},
		"/blizz m12-345-678 --PASSWORD s3cret":                                                  {"", "s3cret"},
		`/blizz m12-345-678 --password "two words" Retro`:                                       {"Retro", "two words"},
		"/blizz m12-345-678 —password “two words” Retro":                                        {"Retro", "two words"},
		"/blizz m12-345-678 --password «two words» Retro":                                       {"Retro", "two words"},
		"/blizz m12-345-678 --password „two words“ Retro":                                       {"Retro", "two words"},
		"/blizz m12-345-678 --password ”two words” Retro":                                       {"Retro", "two words"},
		"/blizz m12-345-678 –password s3cret":                                                   {"", "s3cret"},
		`/blizz m12-345-678 bring @ --password "two words"all`:                                  {"bring @ all", "two words"},
		"/blizz m12-345-678 --password m99-999-999":                                             {"", "m99-999-999"},
		"/blizz m12-345-678 Q3 -- Q4":                                                           {"Q3 -- Q4", ""},
		"/blizz m12-345-678 Q3 —budget and more":                                                {"Q3 —budget and more", ""},
		"/BLIZZ m12-345-678 Retro":                                                              {"Retro", ""},
		"/blizz   m12-345-678   Retro  ":                                                        {"Retro", ""},
		"/blizz\nm12-345-678 Retro":                                                             {"Retro", ""},
		"/blizz help me with the roof m12-345-678":                                              {"help me with the roof", ""},
		"/blizz end of sprint m12-345-678":                                                      {"end of sprint", ""},
		"/blizz ending m12-345-678":                                                             {"ending", ""},
		"/blizz Hello\nhttps://go.blizz.com/join/m12345678\nPassword: s3cret":                   {"", "s3cret"},
		"/blizz Hello\nhttps://go.blizz.com/join/m12345678\nPassword: s3cret\n--password other": {"", "other"},
	} {
		t.Run(command, func(t *testing.T) {
			response := w.types(w.alice, command)
			require.Equal(t, model.CommandResponseTypeInChannel, response.ResponseType, response.Text)
			assert.Equal(t, "m12345678", response.Props["meeting_id"])
			assert.Equal(t, want.topic, orEmpty(response.Props["topic"]))
			assert.Equal(t, want.password, orEmpty(response.Props["password"]))
		})
	}
}

// TestSubcommandsInThePersonsLanguage: a name in another person's language is a topic, and so is a name within a sentence.
func TestSubcommandsInThePersonsLanguage(t *testing.T) {
	w := newWorld(t)
	for language, commands := range map[string]map[string]string{
		"de":    {"/blizz Hilfe": "zeigt diese Hilfe", "/blizz raum": "Raum", "/blizz raum mine m12-345-678": "m12-345-678", "/blizz ENDE": ""},
		"pt-BR": {"/blizz ajuda": "`/blizz help`"},
		"ja":    {"/blizz ヘルプ": "`/blizz help`"},
	} {
		person := w.AddUser("p"+strings.ToLower(strings.ReplaceAll(language, "-", "")), language)
		for command, want := range commands {
			t.Run(command, func(t *testing.T) {
				response := w.types(person, command)
				assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
				assert.Contains(t, response.Text, want)
				assert.NotContains(t, response.Text, "Sprint review`\n", "the command was not understood")
			})
		}
		response := w.types(person, "/blizz Raum 5 m12-345-678")
		assert.Equal(t, "Raum 5", response.Props["topic"])
	}
	assert.Contains(t, w.types(w.alice, "/blizz hilfe").Text, "I can't find a meeting in that", "alice reads English")
}

func TestWordsOfSubcommandsAreWholeAndLower(t *testing.T) {
	w := newWorld(t)
	for _, language := range languages(t) {
		if language == "en" {
			continue
		}
		person := w.AddUser(strings.ToLower("q"+strings.ReplaceAll(language, "-", "")), language)
		help := w.types(person, "/blizz help").Text
		found := 0
		for _, word := range command.WordsIn(language, "help") {
			assert.Equal(t, help, w.types(person, "/blizz "+strings.ToUpper(word)).Text, word)
			found++
		}
		assert.NotZero(t, found, language)
	}
}

func orEmpty(value any) string {
	text, _ := value.(string)
	return text
}

func TestCommandRefuses(t *testing.T) {
	w := newWorld(t)
	for command, reason := range map[string]string{
		"/blizz m12-345-678 --pasword s3cret":                       "I don't know `--pasword`",
		"/blizz m12-345-678 --password":                             "nothing behind `--password`",
		"/blizz m12-345-678 --at 9:00 Retro —AT 10:00":              "`--at` stands there twice. Write it once, for example `--at tomorrow 9:00`.",
		"/blizz m12-345-678 -password":                              "nothing behind `--password`",
		"/blizz m12-345-678 " + strings.Repeat("x", 251):            "The topic is too long",
		"/blizz m12-345-678 --password " + strings.Repeat("x", 129): "The password is too long",
		"/blizz 123 456 789":                                        "remote control ID",
		"/blizz s12-345-678":                                        "support session",
		"/blizz m123":                                               "too short",
		"/blizz https://evil.example/join/m12345678":                "doesn't lead to a meeting",
		"/blizz " + strings.Repeat("m1 ", 5_000):                    "too short",
		`/blizz m12-345-678 --password "two words Retro`:            "The quote behind `--password` is not closed. Write for example `--password \"s3cret\"`.",
		"/blizz m12-345-678 --at „tomorrow 9:00 Retro":              "The quote behind `--at` is not closed",
		`/blizz m12-345-678 --password="x Retro --for 45m`:          "The quote behind `--password` is not closed",
	} {
		t.Run(command[:min(len(command), 60)], func(t *testing.T) {
			response := w.types(w.alice, command)
			assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
			assert.Contains(t, response.Text, reason)
			assert.Contains(t, response.Text, "`/blizz m12-345-678 Sprint review`")
			assert.Empty(t, response.Type)
			assert.Empty(t, response.Props)
		})
	}
	assert.Empty(t, w.Posts(w.channel))
	assert.Empty(t, w.Logged, "a mistyped command is not logged as an error")
}

func TestCommandShowsAnExampleForTheError(t *testing.T) {
	w := newWorld(t)
	planned := "Example: `/blizz m12-345-678 Sprint review --at tomorrow 9:00 --for 45m`"
	for command, c := range map[string]struct{ reason, example string }{
		"m12-345-678 --at 14:30 CET Retro":        {"leave the zone out", planned},
		"m12-345-678 --at 9am PST tomorrow":       {"leave the zone out", planned},
		"m12-345-678 --at soon":                   {", " + when.ExampleDate(time.Now()) + " 14:30 or", planned},
		"m12-345-678 --at monday":                 {"a day without a time", planned},
		"m12-345-678 --at 12/11 10:00":            {"read in two ways", planned},
		"m12-345-678 --for 45":                    {"Say minutes or hours", planned},
		"m12-345-678 --every week":                {"needs a start", "Example: `/blizz m12-345-678 Sprint review --at mon 10:00 --every week`"},
		"room mine m12-345-678 --password s3cret": {"`/blizz room` takes none of `--at`, `--for`", "Example: `/blizz room mine m12-345-678`"},
		"end --at 14:30":                          {"`/blizz end` takes none of `--at`, `--for`", "Example: `/blizz end`"},
	} {
		text := w.types(w.alice, "/blizz "+command).Text
		assert.Contains(t, text, c.reason, command)
		assert.True(t, strings.HasSuffix(text, "\n"+c.example), text)
	}
	assert.Empty(t, w.Posts(w.channel))
	assert.Empty(t, w.Keys("person_"))
}

func TestCommandExplainsAMisplacedSubcommand(t *testing.T) {
	w := newWorld(t)
	w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))
	for command, want := range map[string]string{
		"/blizz end m12-345-678":                              "/blizz m12-345-678 end",
		"/blizz HELP m12-345-678":                             "/blizz m12-345-678 help",
		"/blizz upcoming https://go.blizz.com/join/m12345678": "/blizz https://go.blizz.com/join/m12345678 upcoming",
	} {
		response := w.types(w.alice, command)
		assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType, command)
		assert.Contains(t, response.Text, "type the meeting first: `"+want+"`", command)
		assert.Equal(t, model.CommandResponseTypeInChannel, w.types(w.alice, want).ResponseType, "as it says")
	}
	require.Equal(t, "open", w.Posts(w.channel)[0].GetProp("status"))
	topic := w.types(w.alice, "/blizz end of sprint m12-345-678")
	assert.Equal(t, "end of sprint", topic.Props["topic"])
}

func TestCommandAnswersInThePersonsLanguage(t *testing.T) {
	w := newWorld(t)
	assert.Contains(t, w.types(w.bob, "/blizz m123").Text, "Diese Meeting-ID ist zu kurz")
	assert.Contains(t, w.types(w.bob, "/blizz help").Text, "lädt alle hier zum Meeting ein")
	assert.Contains(t, w.types(w.bob, "/blizz m12-345-678").Text, "bob invites you", "the channel reads the server's language")
}

func TestCommandPostsInTheServersLanguage(t *testing.T) {
	w := newWorld(t)
	*w.Config.LocalizationSettings.DefaultClientLocale = "de"
	require.NoError(t, w.plugin.OnConfigurationChange())

	assert.Equal(t, "alice lädt zum [Blizz-Meeting m12-345-678](https://go.blizz.com/join/m12345678) ein", w.types(w.alice, "/blizz m12-345-678").Text)
}

func TestCommandShowsTopicsAsTyped(t *testing.T) {
	w := newWorld(t)
	for topic, line := range map[string]string{
		"[click](https://evil.example)":    `\[click\]\(https://evil.example)`,
		"![x](https://evil.example/x.png)": `!\[x\]\(https://evil.example/x.png)`,
		"**bold** _it_ ~~gone~~ `code`":    "\\*\\*bold\\*\\* \\_it\\_ \\~\\~gone\\~\\~ \\`code\\`",
		"# Heading":                        `\# Heading`,
		"#sprint":                          `#sprint`,
		"> quote":                          `\> quote`,
		"1. first":                         `1\. first`,
		"a | b":                            `a \| b`,
		`back\slash`:                       `back\\slash`,
		"R&D &lt;b&gt;":                    "R&D &amp;lt;b&amp;gt;",
		"@bob_smith and @all (@a_b)":       "@bob_smith and @all (@a_b)",
		"snake_case":                       `snake\_case`,
		"see https://wiki.example/a_b_c":   "see https://wiki.example/a_b_c",
		"https://wiki.example/Größe_der_日": "https://wiki.example/Größe_der_日",
		"www.wiki.example/a_b":             "www.wiki.example/a_b",
		"x://**bold**":                     `x://\*\*bold\*\*`,
		"javascript://_a_":                 `javascript://\_a\_`,
		"https://**bold**":                 `https://\*\*bold\*\*`,
		"www.**bold**":                     `www.\*\*bold\*\*`,
		"FTP://files.example/a_b":          "FTP://files.example/a_b",
		"<b>bold</b>":                      "<b>bold</b>",
		"one\ttwo\u202eeman\u2069":         "one twoeman",
		"bell\a":                           "bell",
	} {
		t.Run(topic, func(t *testing.T) {
			response := w.types(w.alice, "/blizz m12-345-678 "+topic)
			_, below, _ := strings.Cut(response.Text, "\n")
			assert.Equal(t, line, below)
		})
	}
}

func TestCommandShowsPasswordsAsTyped(t *testing.T) {
	w := newWorld(t)
	for password, line := range map[string]string{
		"a:100:b":        "Password: `a:100:b`",
		"@_abc_":         "Password: `@_abc_`",
		"*a*_b_[c](d)":   "Password: `*a*_b_[c](d)`",
		`back\slash\`:    "Password: `back\\slash\\`",
		"&lt;b&gt;<b>":   "Password: `&lt;b&gt;<b>`",
		"a`b":            "Password: ``a`b``",
		"``a`":           "Password: ``` ``a` ```",
		`"two  words"`:   "Password: `two words`",
		"www.example/a_": "Password: `www.example/a_`",
	} {
		t.Run(password, func(t *testing.T) {
			response := w.types(w.alice, "/blizz m12-345-678 --password "+password)
			_, below, _ := strings.Cut(response.Text, "\n")
			assert.Equal(t, line, below)
			assert.Equal(t, []string{orEmpty(response.Props["password"])}, fake.Show(response.Text).Codes)
		})
	}
}

func TestCommandShowsTheServiceNameAsTyped(t *testing.T) {
	w := newWorld(t)
	w.configures(map[string]any{"ServiceName": "[Meet](https://evil.example) & *Greet*", "JoinURLTemplate": "https://meet.example/(a)/{id}"})

	assert.Equal(t,
		`alice invites you to join [\[Meet\]\(https://evil.example) & \*Greet\* meeting m12-345-678](https://meet.example/%28a%29/m12345678)`,
		w.types(w.alice, "/blizz m12-345-678").Text)
}

func TestCommandHelp(t *testing.T) {
	w := newWorld(t)
	response := w.types(w.alice, "/blizz HELP")
	assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
	for _, text := range []string{
		"/blizz m12-345-678 Sprint review", "--password", "/blizz end", "/blizz help", "**Settings > Blizz Meetings > Reminders**",
	} {
		assert.Contains(t, response.Text, text)
	}
	for _, asked := range []string{
		"--help", "--HELP", "—help", "–help", "-h", "-H", "?", "m12-345-678 --help", "room --help", "--at 25:00 --help",
	} {
		assert.Equal(t, response, w.types(w.alice, "/blizz "+asked), asked)
	}
	for topic, command := range map[string]string{
		"Why —help?": "/blizz m12-345-678 Why —help?",
		"Why -h":     "/blizz m12-345-678 Why -h",
		"now?":       "/blizz m12-345-678 now?",
	} {
		assert.Equal(t, topic, w.types(w.alice, command).Props["topic"], command)
	}
	assert.Contains(t, w.types(w.alice, "/blizz m12-345-678 --helpful").Text, "I don't know `--helpful`")
}

func TestCommandEnd(t *testing.T) {
	w := newWorld(t)
	old := w.posts(w.alice, w.types(w.alice, "/blizz m11-111-111"))
	newest := w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678 Sprint review --password s3cret"))
	w.posts(w.bob, w.types(w.bob, "/blizz m99-999-999"))

	response := w.types(w.alice, "/blizz end")

	assert.Equal(t, "I ended [Sprint review](/_redirect/pl/"+newest.Id+").", response.Text)
	ended, _ := w.GetPost(newest.Id)
	assert.Equal(t, "alice invited you to Blizz meeting m12-345-678, which has ended\nSprint review", ended.Message)
	assert.Equal(t, "ended", ended.GetProp("status"))
	assert.NotZero(t, ended.GetProp("ended_at"))
	assert.Nil(t, ended.GetProp("password"))
	assert.Nil(t, ended.GetProp("meeting_link"))

	w.types(w.alice, "/blizz end all")
	ended, _ = w.GetPost(old.Id)
	assert.Equal(t, "ended", ended.GetProp("status"), "the meeting before the last one")

	assert.Equal(t, "I found no open invitation of yours among the latest messages here.", w.types(w.alice, "/blizz end all").Text)
}

func TestCommandEndInAThread(t *testing.T) {
	w := newWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	inThread := w.posts(w.alice, w.types(w.alice, "/blizz m11-111-111"))
	inThread.RootId = root.Id
	_, _ = w.UpdatePost(inThread)
	inChannel := w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))

	w.typesIn(w.alice, root.Id, "/blizz end")

	ended, _ := w.GetPost(inThread.Id)
	assert.Equal(t, "ended", ended.GetProp("status"))
	open, _ := w.GetPost(inChannel.Id)
	assert.Equal(t, "open", open.GetProp("status"))
	assert.Contains(t, w.typesIn(w.alice, root.Id, "/blizz end").Text, "no open invitation of yours")
}

func TestCommandTellsNobodyOfInternalErrors(t *testing.T) {
	w := newWorld(t)
	w.Fail("GetUser")
	response := w.types(w.alice, "/blizz m12-345-678")
	assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
	assert.Contains(t, response.Text, "Something went wrong on the server")
	assert.NotContains(t, response.Text, "Example", "an internal error shows no example")
	assert.NotContains(t, response.Text, "secret detail")
	assert.NotEmpty(t, w.Logged)
}
