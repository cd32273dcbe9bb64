package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

const (
	// allPlanned is the number of invitations that are planned, dueAtOnce the number of those for one minute.
	allPlanned = 10_000
	dueAtOnce  = 1_000
	// planners is the number of people who plan at once.
	planners = 8
	// ahead is the time from planning the meetings of one minute to that minute.
	ahead = 90 * time.Second
	// editRounds is the number of times the plugin is disabled and enabled, editsEach the number of edits after each.
	editRounds = 5
	editsEach  = 100
	// lookEvery is the time between two looks for reminders. It is long, because looking keeps the server busy. The
	// posts hold their own times.
	lookEvery = 10 * time.Second
	// remindingTime limits the time for all reminders of one minute.
	remindingTime = 5 * time.Minute
)

// planned measures many planned invitations, and a thousand that start in the same minute.
func (s *site) planned(ctx context.Context, progress func(string)) (found figures.Planned, err error) {
	found = figures.Planned{Planned: allPlanned, Due: dueAtOnce}
	if found.Setting, err = s.setting(ctx); err != nil {
		return found, err
	}
	progress("editing posts with the plugin on and off")
	if found.Edit, found.EditWithout, err = s.editing(ctx); err != nil {
		return found, err
	}
	progress(fmt.Sprintf("an edit takes %.2f ms, %.2f without the plugin", found.Edit.P50, found.EditWithout.P50))
	progress("planning one after the other, with nothing planned")
	if found.Planning, found.Empty, err = s.planning(ctx); err != nil {
		return found, err
	}
	progress(fmt.Sprintf("planning takes %.2f ms, the empty plugin %.2f", found.Planning.P50, found.Empty.P50))
	progress(fmt.Sprintf("planning %d", allPlanned))
	// They start at quarter hours in the month from tomorrow on, as meetings do.
	quarter := time.Now().AddDate(0, 0, 1).Truncate(15 * time.Minute)
	if err := s.plan(ctx, allPlanned, func(n int) time.Time {
		return quarter.Add(time.Duration(n%(30*24*4)) * 15 * time.Minute)
	}); err != nil {
		return found, err
	}
	progress("planning one after the other, with all planned")
	if found.AndThen, found.EmptyThen, err = s.planning(ctx); err != nil {
		return found, err
	}
	progress(fmt.Sprintf("planning takes %.2f ms, the empty plugin %.2f", found.AndThen.P50, found.EmptyThen.P50))
	progress("activating the plugin")
	if found.Activation, err = s.activation(ctx); err != nil {
		return found, err
	}
	after, err := memoryAfter("")
	if err != nil {
		return found, err
	}
	found.Memory = after.Blizz
	progress(fmt.Sprintf("activation takes %.0f ms, of the empty plugin %.0f", found.Activation.Blizz, found.Activation.Empty))
	return found, s.reminding(ctx, &found, progress)
}

// reminding measures the reminders of meetings that start in the same minute, and the same number of ordinary replies.
func (s *site) reminding(ctx context.Context, found *figures.Planned, progress func(string)) (err error) {
	progress(fmt.Sprintf("posting %d replies", dueAtOnce))
	if found.Replies, err = s.replies(ctx); err != nil {
		return err
	}
	progress(fmt.Sprintf("they took %.2f s", found.Replies))
	if found.First, found.All, err = s.remind(ctx, progress); err != nil {
		return err
	}
	progress(fmt.Sprintf("the reminders came after %.2f to %.2f s", found.First, found.All))
	return nil
}

// replies returns the seconds for the same number of replies over REST, in as many threads of the same channels. Each
// mentions a person, as a reminder does.
func (s *site) replies(ctx context.Context) (seconds float64, err error) {
	var roots [dueAtOnce]string
	post := func(ctx context.Context, n int, root, message string) (id string, err error) {
		who := s.people[n%len(s.people)]
		post, _, err := who.CreatePost(ctx, &model.Post{ChannelId: s.homeOf[who.User.Id].Id, RootId: root, Message: message})
		if err != nil {
			return "", fmt.Errorf("posting a reply or what it is to: %w", err)
		}
		return post.Id, nil
	}
	for _, act := range []users.Act{
		func(ctx context.Context, _ *mattermost.Person, n int) (err error) {
			roots[n], err = post(ctx, n, "", "hello")
			return err
		},
		func(ctx context.Context, _ *mattermost.Person, n int) error {
			author := s.people[n%len(s.people)]
			_, err := post(ctx, n+homes, roots[n], "@"+author.User.Username+" hello") // a member of the same channel
			return err
		},
	} {
		result := users.Run(ctx, s.people[:planners], dueAtOnce, act)
		if len(result.Failures) > 0 {
			return 0, result.Failures[0].Err
		}
		seconds = result.Took.Seconds()
	}
	return seconds, nil
}

// planning plans some hundred invitations one after the other, in turn with the empty plugin.
func (s *site) planning(ctx context.Context) (planning, empty figures.Latency, err error) {
	latencies, err := s.compareInTurn(ctx, 300, s.scheduled(), s.empty())
	if err != nil {
		return figures.Latency{}, figures.Latency{}, err
	}
	return latencies[0], latencies[1], nil
}

// editing edits posts that are no invitations, with the plugin enabled and disabled in turn. Mattermost calls the
// plugin for each edit.
func (s *site) editing(ctx context.Context) (with, without figures.Latency, err error) {
	var times [2][]time.Duration
	for range editRounds {
		for i, toggle := range []func(context.Context, string) error{s.disable, s.enable} {
			if err := toggle(ctx, s.Plugin.Id); err != nil {
				return with, without, err
			}
			took, err := s.edits(ctx)
			if err != nil {
				return with, without, err
			}
			times[i] = append(times[i], took...)
		}
	}
	return figures.LatencyOf("with the plugin", times[1]), figures.LatencyOf("without it", times[0]), nil
}

// edits changes the text of one post many times.
func (s *site) edits(ctx context.Context) (times []time.Duration, err error) {
	who := s.people[0]
	post, _, err := who.CreatePost(ctx, &model.Post{ChannelId: s.homeOf[who.User.Id].Id, Message: "hello"})
	if err != nil {
		return nil, fmt.Errorf("making a post to edit: %w", err)
	}
	for n := range editsEach + editsEach/10 {
		message := fmt.Sprintf("hello %d", n)
		began := time.Now()
		if _, _, err := who.PatchPost(ctx, post.Id, &model.PostPatch{Message: &message}); err != nil {
			return nil, fmt.Errorf("editing a post: %w", err)
		}
		if n >= editsEach/10 {
			times = append(times, time.Since(began))
		}
	}
	return times, nil
}

func (s *site) enable(ctx context.Context, plugin string) error {
	if _, err := s.Admin.EnablePlugin(ctx, plugin); err != nil {
		return fmt.Errorf("enabling %s: %w", plugin, err)
	}
	return nil
}

func (s *site) disable(ctx context.Context, plugin string) error {
	if _, err := s.Admin.DisablePlugin(ctx, plugin); err != nil {
		return fmt.Errorf("disabling %s: %w", plugin, err)
	}
	return nil
}

// plan plans that many invitations, in all channels.
func (s *site) plan(ctx context.Context, invitations int, start func(n int) time.Time) error {
	// Each act of a planner is another person's, because a person's plans are limited.
	result := users.Run(ctx, s.people[:planners], invitations, func(ctx context.Context, _ *mattermost.Person, n int) error {
		who := s.people[n%len(s.people)]
		return invite(ctx, who, s.homeOf[who.User.Id], start(n))
	})
	if len(result.Failures) > 0 {
		return fmt.Errorf("%d could not be planned, the first one: %w", len(result.Failures), result.Failures[0].Err)
	}
	return nil
}

// remind plans many invitations for one minute. It returns the seconds from that minute to the first reminder and to
// the last one.
func (s *site) remind(ctx context.Context, progress func(string)) (first, all float64, err error) {
	start := time.Now().Add(ahead).Truncate(time.Minute).Add(time.Minute)
	progress(fmt.Sprintf("planning %d for %s", dueAtOnce, start.Format(time.TimeOnly)))
	if err := s.plan(ctx, dueAtOnce, func(int) time.Time { return start }); err != nil {
		return 0, 0, err
	}
	if time.Now().After(start) {
		return 0, 0, fmt.Errorf("planning %d took longer than %s", dueAtOnce, ahead)
	}
	progress("waiting for their reminders")
	ctx, cancel := context.WithDeadline(ctx, start.Add(remindingTime))
	defer cancel()
	for {
		sent, err := s.reminders(ctx, start)
		if err != nil {
			return 0, 0, err
		}
		if len(sent) >= dueAtOnce {
			return slices.Min(sent).Seconds(), slices.Max(sent).Seconds(), nil
		}
		time.Sleep(lookEvery)
	}
}

// reminders returns for each reminder the time from the start to its post.
func (s *site) reminders(ctx context.Context, start time.Time) ([]time.Duration, error) {
	var sent []time.Duration
	for _, home := range s.homes {
		posts, _, err := s.Admin.GetPostsSince(ctx, home.Id, start.UnixMilli(), false)
		if err != nil {
			return nil, fmt.Errorf("looking for reminders: %w", err)
		}
		for _, post := range posts.Posts {
			if post.GetProp("blizz_reminder") != nil && post.CreateAt >= start.UnixMilli() {
				sent = append(sent, time.UnixMilli(post.CreateAt).Sub(start))
			}
		}
	}
	return sent, nil
}
