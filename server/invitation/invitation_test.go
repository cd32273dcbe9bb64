package invitation

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/when"
)

// start is a Saturday.
var start = time.Date(2026, time.October, 24, 9, 0, 0, 0, when.Zone("Europe/Berlin"))

var (
	weekly        = when.Rule{Frequency: when.Weekly, Interval: 1}
	onWorkingDays = when.Rule{Frequency: when.Weekly, Interval: 1, Days: when.WorkingDays}
)

// m12345678 is the meeting in most tests.
var m12345678 = meeting.Meeting{Service: meeting.BlizzKey, ID: "m12345678"}

func blizz(t testing.TB) meeting.Services {
	t.Helper()
	template, err := meeting.ParseTemplate("https://go.blizz.com/(join)/{id}")
	require.NoError(t, err)
	return meeting.Only(meeting.Blizz("Blizz_Pro", template))
}

// english has the messages in the code.
func english() *i18n.Localizer {
	return i18n.NewLocalizer(i18n.NewBundle(language.English), "en")
}

// untranslatable has one broken message, by its ID.
func untranslatable(t *testing.T, id string) *i18n.Localizer {
	t.Helper()
	bundle := i18n.NewBundle(language.English)
	require.NoError(t, bundle.AddMessages(language.English, &i18n.Message{ID: id, One: "{{index 1 2}}", Other: "{{index 1 2}}"}))
	return i18n.NewLocalizer(bundle, "en")
}

func TestNew(t *testing.T) {
	longTopic, longPassword := strings.Repeat("ü", MaxTopicLength), strings.Repeat("ü", MaxPasswordLength)
	got, err := New("alice", m12345678, longTopic, longPassword, when.Plan{})
	require.NoError(t, err)
	assert.Equal(t, Invitation{Inviter: "alice", Meeting: m12345678, Topic: longTopic, Password: longPassword, Status: Open}, got)

	_, err = New("alice", m12345678, longTopic+"ü", "", when.Plan{})
	assert.Equal(t, ErrTopicTooLong, err)
	_, err = New("alice", m12345678, "", longPassword+"ü", when.Plan{})
	assert.Equal(t, ErrPasswordTooLong, err)
}

func TestNewCleans(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{" Sprint\n\treview  now ", "Sprint review now"},
		{"a\x00b\x7fc\u0085d\u00a0", "abc d"},
		{"\u202aa\u202eb", "ab"},
		{"\u2066a\u2069b", "ab"},
		{"\u2027a\u2030b", "\u2027a\u2030b"},
		{"\u2065a\u206ab", "\u2065a\u206ab"},
		{"a\ufffdb\xffc", "abc"},
	} {
		got, err := New("", meeting.Meeting{}, c.text, c.text, when.Plan{})
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Topic)
		assert.Equal(t, c.want, got.Password)
	}
}

func TestEnd(t *testing.T) {
	for name, c := range map[string]struct {
		now  time.Time
		plan when.Plan
		want Status
	}{
		"without a start":     {start, when.Plan{}, Ended},
		"before it begins":    {start.Add(-time.Second), when.Plan{Start: start}, Cancelled},
		"just when it begins": {start, when.Plan{Start: start}, Ended},
	} {
		t.Run(name, func(t *testing.T) {
			open := Invitation{Password: "s3cret", When: c.plan, Status: Open}
			ended, err := open.End(c.now)
			require.NoError(t, err)
			assert.Equal(t, Invitation{When: c.plan, Status: c.want, EndedAt: c.now}, ended)
			_, err = ended.End(c.now)
			assert.Equal(t, ErrOver, err)
		})
	}
}

func TestMessage(t *testing.T) {
	const join = `[Blizz\_Pro meeting m12-345-678](https://go.blizz.com/%28join%29/m12345678)`
	plan := when.Plan{Start: start, Duration: 90 * time.Minute, Rule: weekly}
	for name, c := range map[string]struct {
		invitation Invitation
		calendar   string
		want       []string
	}{
		"now": {Invitation{Status: Open}, "", []string{"alice invites you to join " + join}},
		"all parts": {
			Invitation{Status: Open, Topic: "# Sprint *review*", Password: "a_b", When: plan}, "https://chat.example/(a).ics",
			[]string{
				"alice invites you to join " + join,
				`\# Sprint \*review\*`,
				`Sat, 24 Oct 2026, 09:00 (Berlin), 1 h 30 min, every week`,
				"Password: `a_b`",
				"[Add to calendar](https://chat.example/%28a%29.ics)",
			},
		},
		"a calendar file, and no password": {
			Invitation{Status: Open}, "https://chat.example/a.ics",
			[]string{"alice invites you to join " + join, "[Add to calendar](https://chat.example/a.ics)"},
		},
		"ended": {
			Invitation{Status: Ended, Topic: "Retro"}, "https://chat.example/a.ics",
			[]string{`alice invited you to Blizz\_Pro meeting m12-345-678, which has ended`, "Retro"},
		},
		"cancelled": {Invitation{Status: Cancelled}, "", []string{`alice invited you to Blizz\_Pro meeting m12-345-678, which is cancelled`}},
	} {
		t.Run(name, func(t *testing.T) {
			c.invitation.Inviter, c.invitation.Meeting = "alice", m12345678
			got, err := c.invitation.Message(english(), blizz(t), c.calendar)
			require.NoError(t, err)
			assert.Equal(t, c.want, strings.Split(got, "\n"))
		})
	}
}

func TestMessageThatCannotBeMade(t *testing.T) {
	invitation := Invitation{Status: Open, Password: "s3cret", When: when.Plan{Start: start, Rule: weekly}}
	for _, id := range []string{"invitation.open", "invitation.password", "repeat.weeks"} {
		_, err := invitation.Message(untranslatable(t, id), blizz(t), "")
		require.ErrorContains(t, err, "failed to localize "+id)
	}
	invitation = Invitation{Status: Ended, Attendance: NewAttendance(time.Hour, 3)}
	for _, id := range []string{"invitation.lasted", "invitation.joined"} {
		_, err := invitation.Message(untranslatable(t, id), blizz(t), "")
		require.ErrorContains(t, err, "failed to localize "+id)
	}
}

func TestMessageWithoutATranslation(t *testing.T) {
	bundle := i18n.NewBundle(language.English)
	require.NoError(t, bundle.AddMessages(language.German, &i18n.Message{ID: "weekday.monday", Other: "Montag"}))
	got, err := TimeLine(i18n.NewLocalizer(bundle, "de"), when.Plan{Rule: weekly})
	require.NoError(t, err)
	assert.Equal(t, "Every week", got)
}

func TestTimeLine(t *testing.T) {
	for want, plan := range map[string]when.Plan{
		"":                              {},
		"Sat, 24 Oct 2026, 07:00 (UTC)": {Start: start.UTC()},
		"45 min":                        {Duration: 45 * time.Minute},
		"2 h":                           {Duration: 2 * time.Hour},
		"2 h 5 min":                     {Duration: 125 * time.Minute},
		"Every weekday":                 {Rule: onWorkingDays},
		"Sun, 25 Oct 2026, 09:00 (UTC-05:00)": {
			Start: time.Date(2026, time.October, 25, 9, 0, 0, 0, when.Zone("Etc/GMT+5")),
		},
	} {
		got, err := TimeLine(english(), plan)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// planned returns an invitation that uses all props.
func planned() Invitation {
	return Invitation{
		Inviter: "alice", Meeting: m12345678, Topic: "Retro", Password: "s3cret", Status: Open,
		When: when.Plan{Start: start, Duration: 90 * time.Minute, Rule: weekly}, PlanID: planID,
	}
}

const planID = "abcdefghijklmnopqrstuvwxyz"

func TestProps(t *testing.T) {
	all := map[string]any{
		"service": "blizz", "meeting_id": "m12345678", "topic": "Retro", "password": "s3cret", "status": "open",
		"starts_at": start.UnixMilli(), "time_zone": "Europe/Berlin", "duration_minutes": int64(90), "repeat": "FREQ=WEEKLY", "plan_id": planID,
		"meeting_provider": "Blizz_Pro", "meeting_link": "https://go.blizz.com/(join)/m12345678",
	}
	assert.Equal(t, all, planned().Props(blizz(t)))
	read, ok := FromProps("alice", all, blizz(t))
	require.True(t, ok)
	assert.Equal(t, planned(), read)

	ended := Invitation{Meeting: m12345678, Status: Ended, EndedAt: start}
	few := map[string]any{
		"service": "blizz", "meeting_id": "m12345678", "status": "ended", "ended_at": start.UnixMilli(), "meeting_provider": "Blizz_Pro",
	}
	assert.Equal(t, few, ended.Props(blizz(t)))
	read, ok = FromProps("", few, blizz(t))
	require.True(t, ok)
	assert.True(t, read.EndedAt.Equal(start))

	others := map[string]any{"from_webhook": "false"}
	maps.Copy(others, all)
	want := map[string]any{"from_webhook": "false"}
	maps.Copy(want, few)
	assert.Equal(t, want, ended.PropsOver(others, blizz(t)))
	assert.Equal(t, "open", others["status"], "the original invitation does not change")
	assert.Equal(t, few, ended.PropsOver(nil, blizz(t)))
}

func TestFromPropsRefuses(t *testing.T) {
	for name, change := range map[string]map[string]any{
		"no meeting":           {"meeting_id": nil},
		"an ID as people type": {"meeting_id": "m12-345-678"},
		"a number":             {"meeting_id": 12345678},
		"no status":            {"status": nil},
		"another status":       {"status": "won"},
		"too long a topic":     {"topic": strings.Repeat("x", MaxTopicLength+1)},
	} {
		t.Run(name, func(t *testing.T) {
			props := planned().Props(blizz(t))
			maps.Copy(props, change)
			read, ok := FromProps("alice", props, blizz(t))
			assert.False(t, ok)
			assert.Zero(t, read)
		})
	}
}

func TestFromPropsLeavesOut(t *testing.T) {
	lastMoment := time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		change map[string]any
		want   when.Plan
	}{
		"a start that is no number":   {map[string]any{"starts_at": "soon", "duration_minutes": nil}, when.Plan{}},
		"a start before 1970":         {map[string]any{"starts_at": -60_000, "duration_minutes": nil}, when.Plan{}},
		"a start of 1970":             {map[string]any{"starts_at": float64(1), "duration_minutes": nil}, when.Plan{}},
		"a start beyond the calendar": {map[string]any{"starts_at": lastMoment.UnixMilli() + 1, "duration_minutes": nil}, when.Plan{}},
		"seconds":                     {map[string]any{"starts_at": json.Number("1793170859999"), "duration_minutes": nil, "repeat": nil}, when.Plan{Start: time.UnixMilli(1793170800000).In(start.Location())}},
		"another repetition":          {map[string]any{"repeat": "FREQ=YEARLY", "duration_minutes": nil}, when.Plan{Start: start}},
		"an invalid zone":             {map[string]any{"time_zone": "../etc", "duration_minutes": nil, "repeat": nil}, when.Plan{Start: start.UTC()}},
		"no minute":                   {map[string]any{"duration_minutes": int64(0)}, when.Plan{Start: start, Rule: weekly}},
		"a negative duration":         {map[string]any{"duration_minutes": int64(-5)}, when.Plan{Start: start, Rule: weekly}},
		"more than a day":             {map[string]any{"duration_minutes": int64(24*60 + 1)}, when.Plan{Start: start, Rule: weekly}},
		"minutes beyond counting":     {map[string]any{"duration_minutes": int64(1 << 62)}, when.Plan{Start: start, Rule: weekly}},
		"beyond whole numbers":        {map[string]any{"duration_minutes": float64(1 << 63)}, when.Plan{Start: start, Rule: weekly}},
		"below whole numbers":         {map[string]any{"duration_minutes": -1e300}, when.Plan{Start: start, Rule: weekly}},
		"a broken number":             {map[string]any{"duration_minutes": json.Number("x")}, when.Plan{Start: start, Rule: weekly}},
		"nothing: a whole day":        {map[string]any{"duration_minutes": float64(24 * 60)}, when.Plan{Start: start, Duration: when.MaxDuration, Rule: weekly}},
		"nothing: the last moment":    {map[string]any{"starts_at": lastMoment.UnixMilli(), "time_zone": "", "duration_minutes": nil, "repeat": nil}, when.Plan{Start: lastMoment}},
	} {
		t.Run(name, func(t *testing.T) {
			props := planned().Props(blizz(t))
			maps.Copy(props, c.change)
			read, ok := FromProps("alice", props, blizz(t))
			require.True(t, ok)
			assert.Equal(t, c.want, read.When)
		})
	}
}

func TestFromPropsOfAnEndWithoutATime(t *testing.T) {
	for _, endedAt := range []any{nil, int64(0), int64(-1), "now"} {
		read, ok := FromProps("", map[string]any{"meeting_id": "m12345678", "status": "ended", "ended_at": endedAt}, blizz(t))
		require.True(t, ok)
		assert.True(t, read.EndedAt.IsZero(), endedAt)
	}
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                     "plain",
		"`a` *b* _c_ [d](e) ~~f~~":  "\\`a\\` \\*b\\* \\_c\\_ \\[d\\]\\(e) \\~\\~f\\~\\~",
		`a|b\c`:                     `a\|b\\c`,
		"&amp; &#42; & co":          "&amp;amp; &amp;#42; & co",
		"@a_b and *c*, @d_e":        `@a_b and \*c\*, @d_e`,
		"see https://a.example/b_c": "see https://a.example/b_c",
		"a_b@c_d":                   `a\_b@c\_d`,
	} {
		assert.Equal(t, want, Escape(text), text)
	}
}

func TestEscapeLine(t *testing.T) {
	for text, want := range map[string]string{
		"# a": `\# a`, "###### a": `\###### a`, "#a": "#a", "> a": `\> a`, "+ a": `\+ a`, "- a*": `\- a\*`,
		"1. a": `1\. a`, "12) a": `12\) a`, "1.a": "1.a", "---": `\---`, "===": `\===`, "a": "a", "": "",
	} {
		assert.Equal(t, want, escapeLine(text), text)
	}
}

func TestCode(t *testing.T) {
	for text, want := range map[string]string{
		"a:100:b @_abc_ *c*": "`a:100:b @_abc_ *c*`",
		`a\`:                 "`a\\`",
		"a`b":                "``a`b``",
		"a``b`":              "``` a``b` ```",
		"`":                  "`` ` ``",
		"a```b``c":           "````a```b``c````",
	} {
		assert.Equal(t, want, code(text, "Retro"), text)
	}
	assert.Equal(t, "``a``", code("a", "`https://wiki.example`"))
}
