package integration

import (
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

func TestEverybodyReadsTheInvitation(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	answer := types(t, env.Alice, in(c), "/blizz m12-345-678 Sprint review --password s3cret")
	post := reads(t, env.Bob, answer)
	requireInvitation(t, post, env.Alice, link)
	require.Equal(t, "alice invites you to join [Blizz meeting m12-345-678](https://go.blizz.com/join/m12345678)\n"+
		"Sprint review\nPassword: `s3cret`", post.Message)
	require.Equal(t, model.StringInterface{
		"service": "blizz", "meeting_id": "m12345678",
		"topic":            "Sprint review",
		"password":         "s3cret",
		"status":           "open",
		"meeting_provider": "Blizz",
		"meeting_link":     "https://go.blizz.com/join/m12345678",
	}, post.GetProps())
}

// A vector is a test vector of the plugin's parsers: what somebody types, and what it means.
type vector struct {
	Text, Template, ID, Password, Error string
	Topic                               *string
}

// vectors returns the test vectors by the link template that they need.
func vectors(t *testing.T) map[string][]vector {
	t.Helper()
	var corpus struct{ Cases []vector }
	file, err := os.ReadFile("../../server/meeting/testdata/meetings.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(file, &corpus))
	require.NotEmpty(t, corpus.Cases)
	byTemplate := map[string][]vector{}
	for _, v := range corpus.Cases {
		if v.Text == "" {
			continue // a bare /blizz is another command
		}
		template := cmp.Or(v.Template, "https://go.blizz.com/join/{id}")
		byTemplate[template] = append(byTemplate[template], v)
	}
	return byTemplate
}

// TestTheCommandReadsEverySpelling types the test vectors as commands. It reads answers instead of screens, which is faster.
func TestTheCommandReadsEverySpelling(t *testing.T) {
	for template, cases := range vectors(t) {
		set(t, settings{"JoinURLTemplate": template})
		c := publicChannel(t, env.Alice)
		invitations := 0
		for _, v := range cases {
			t.Run(v.Text, func(t *testing.T) {
				answer, _, err := env.Alice.ExecuteCommand(t.Context(), c.Id, "/blizz "+v.Text)
				require.NoError(t, err)
				if v.Error != "" {
					require.Equal(t, model.CommandResponseTypeEphemeral, answer.ResponseType)
					require.Contains(t, answer.Text, "`/blizz ")
					return
				}
				invitations++
				post := latestPost(t, c)
				requireInvitation(t, post, env.Alice, joinLink(template, v.ID))
				require.Equal(t, v.ID, post.GetProp("meeting_id"))
				if v.Topic != nil {
					require.Equal(t, *v.Topic, text(post.GetProp("topic")))
				}
				require.Equal(t, v.Password, text(post.GetProp("password")))
			})
		}
		require.Len(t, allPosts(t, c), invitations, "each understood meeting is posted once, and no refused one")
	}
}

func latestPost(t *testing.T, c *model.Channel) *model.Post {
	t.Helper()
	list, _, err := env.Alice.GetPostsForChannel(t.Context(), c.Id, 0, 1, "", false, false)
	require.NoError(t, err)
	require.Len(t, list.Order, 1)
	return list.Posts[list.Order[0]]
}

func TestTheCommandWorksInEveryKindOfChannel(t *testing.T) {
	places := map[string]*model.Channel{
		"public channel":           publicChannel(t, env.Alice, env.Bob),
		"private channel":          privateChannel(t, env.Alice, env.Bob),
		"direct message":           directMessages(t, env.Alice, env.Bob),
		"group message":            groupMessages(t, env.Alice, env.Bob, env.Carol),
		"direct message to itself": directMessages(t, env.Alice, env.Alice),
	}
	for name, c := range places {
		t.Run(name, func(t *testing.T) {
			post := types(t, env.Alice, in(c), "/blizz m12-345-678")
			requireInvitation(t, reads(t, env.Alice, post), env.Alice, link)
			require.Empty(t, post.RootId)
		})
		t.Run("thread in a "+name, func(t *testing.T) {
			root := says(t, env.Alice, in(c), "Shall we talk?")
			post := types(t, env.Alice, inThread(c, root), "/blizz m12-345-678")
			requireInvitation(t, reads(t, env.Alice, post), env.Alice, link)
			require.Equal(t, root.Id, post.RootId)
		})
	}
}

func TestAnswersAreInThePersonsLanguage(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	root := says(t, env.Alice, in(c), "Shall we talk?")
	for _, command := range []string{"/blizz help", "/blizz m123", "/blizz 123 456 789", "/blizz end", "/blizz m12-345-678 --nonsense"} {
		t.Run(command, func(t *testing.T) {
			posted := newPosts(t, c, func() {
				english := types(t, env.Alice, inThread(c, root), command)
				german := types(t, env.Bob, inThread(c, root), command)
				requireTold(t, english)
				requireTold(t, german)
				require.NotEqual(t, english.Message, german.Message)
				require.Equal(t, root.Id, german.RootId)
			})
			require.Empty(t, posted)
		})
	}
}

func TestInvitationsAreInTheServersLanguage(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	require.Contains(t, types(t, env.Bob, in(c), "/blizz m12-345-678").Message, "bob invites you to join")

	setServerLanguage(t, "de")
	post := types(t, env.Alice, in(c), "/blizz m12-345-678")
	requireInvitation(t, post, env.Alice, link)
	require.Contains(t, post.Message, "alice lädt")
}

func TestATopicIsShownAsTyped(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	for _, topic := range []string{
		"[click me](https://evil.example)",
		"![pixel](https://evil.example/x.png)",
		"# Heading",
		"**bold** `code` <b>html</b> &amp; ~~gone~~ |x| end",
		"日本語 naïve 👍",
	} {
		t.Run(topic, func(t *testing.T) {
			post := types(t, env.Alice, in(c), "/blizz m12-345-678 "+topic)
			requireInvitation(t, post, env.Alice, link)
			require.Equal(t, topic, post.GetProp("topic"))
			require.NotRegexp(t, `[^\\]\]\(https://evil|^#|\*\*bold`, post.Message)
		})
	}
}

func TestMentionsInATopicCount(t *testing.T) {
	mentions := func() int64 {
		unread, _, err := env.Bob.GetChannelUnread(t.Context(), env.TownSquare.Id, env.Bob.User.Id)
		require.NoError(t, err)
		return unread.MentionCount
	}
	before := mentions()
	types(t, env.Alice, in(env.TownSquare), "/blizz m12-345-678 with @bob")
	require.Eventually(t, func() bool { return mentions() == before+1 }, 10*time.Second, 20*time.Millisecond)
}

func TestAutocompleteOffersTheCommand(t *testing.T) {
	for name, test := range map[string]struct {
		person *mattermost.Person
		typed  string
		want   string
	}{
		"the command":    {env.Alice, "/bli", "blizz"},
		"a subcommand":   {env.Alice, "/blizz e", "blizz end"},
		"another person": {env.Bob, "/blizz h", "blizz help"},
	} {
		t.Run(name, func(t *testing.T) {
			suggestions, _, err := test.person.ListCommandAutocompleteSuggestions(t.Context(), test.typed, env.Team.Id)
			require.NoError(t, err)
			require.True(t, slices.ContainsFunc(suggestions, func(s model.AutocompleteSuggestion) bool {
				return s.Complete == test.want
			}), "%v", suggestions)
		})
	}
}

// text returns a prop as text. It is empty if the prop is absent.
func text(prop any) string {
	s, _ := prop.(string)
	return s
}
