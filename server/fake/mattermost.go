// Package fake is a small Mattermost for tests: it keeps users, channels, posts and a plugin's keys in memory and
// answers as the real server does. What it has no answer for, it panics on.
package fake

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// Mattermost is the server. Its methods named like the plugin API's are the plugin API.
type Mattermost struct {
	plugin.API // nil: what is not implemented here panics

	mutex    sync.Mutex
	calls    []string
	failing  map[string]bool
	users    map[string]*model.User
	statuses map[string]model.Status
	channels map[string]*model.Channel
	members  map[string]map[string]bool     // by channel, then user
	teams    map[string][]*model.TeamMember // by user
	granted  map[string]bool                // channel, user and permission
	posts    map[string]*model.Post
	keys     map[string][]byte
	lag      int                          // reads until a replica has what was written
	behind   map[string]*replica          // keys that a replica is behind with
	counts   map[string]int64             // members of enlarged channels
	reacted  map[string][]*model.Reaction // by post
	expires  map[string]time.Time         // when keys expire
	crash    *crash                       // nil while nothing is about to go down
	during   map[string]func()            // what happens at the next call of a method
	log      []LogLine

	// Now is the clock by which posts are dated and keys expire. Without one, posts get the real time, and keys stay.
	Now func() time.Time
	// Config is what GetConfig answers.
	Config *model.Config
	// Settings are the plugin's settings, as the config file has them.
	Settings map[string]any
	// Bundle is the plugin's folder; empty for the project's own, which has a bundle's assets.
	Bundle string
	// Logged are the messages logged as errors.
	Logged []string
	// Audited are the records in the audit log.
	Audited []*model.AuditRecord
	// Events are the names of the websocket events published.
	Events    []string
	published []Published
	// OthersCommands are the slash commands of other plugins.
	OthersCommands []*model.Command
	// Commands are the slash commands registered.
	Commands []*model.Command
	// Told are the ephemeral posts, by user.
	Told map[string][]*model.Post
	// Dialogs are the interactive dialogs opened.
	Dialogs []model.OpenDialogRequest
	// OnClusterEvent are the hooks of all servers of a cluster, the sender's too. It is empty where there is no cluster.
	OnClusterEvent []func(event model.PluginClusterEvent)
}

// Published is a websocket event.
type Published struct {
	Event     string
	Payload   map[string]any
	Broadcast *model.WebsocketBroadcast
}

// New returns an empty server.
func New() *Mattermost {
	config := &model.Config{}
	config.SetDefaults()
	return &Mattermost{
		failing:  map[string]bool{},
		users:    map[string]*model.User{},
		channels: map[string]*model.Channel{},
		members:  map[string]map[string]bool{},
		teams:    map[string][]*model.TeamMember{},
		granted:  map[string]bool{},
		posts:    map[string]*model.Post{},
		keys:     map[string][]byte{},
		counts:   map[string]int64{},
		reacted:  map[string][]*model.Reaction{},
		expires:  map[string]time.Time{},
		during:   map[string]func(){},
		Told:     map[string][]*model.Post{},
		Config:   config,
		Settings: map[string]any{},
	}
}

// now returns the time in milliseconds since 1970.
func (m *Mattermost) now() int64 {
	if m.Now != nil {
		return m.Now().UnixMilli()
	}
	return model.GetMillis()
}

// Lag lets each key that is written be read as it was before, so many times: as from a replica of the database that is
// behind. What compares and sets sees the primary. 0 lets all be read as it is.
func (m *Mattermost) Lag(reads int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lag = reads
	m.behind = map[string]*replica{}
}

// replica is a key as a replica has it, for so many reads.
type replica struct {
	value []byte
	reads int
}

// readKey reads a key from the replica. The mutex is held.
func (m *Mattermost) readKey(key string) []byte {
	m.expire(key)
	if old := m.behind[key]; old != nil && old.reads > 0 {
		old.reads--
		return old.value
	}
	return m.keys[key]
}

// expire removes a key whose time has come. The mutex is held.
func (m *Mattermost) expire(key string) {
	if at, ok := m.expires[key]; ok && m.Now != nil && !m.Now().Before(at) {
		delete(m.keys, key)
		delete(m.expires, key)
	}
}

// writeKey writes a key to the primary. The mutex is held.
func (m *Mattermost) writeKey(key string, value []byte) {
	if m.lag > 0 {
		m.behind[key] = &replica{value: m.keys[key], reads: m.lag}
	}
	delete(m.expires, key)
	if value == nil {
		delete(m.keys, key)
	} else {
		m.keys[key] = value
	}
}

// AddUser makes a user who reads a language, and gives the ID.
func (m *Mattermost) AddUser(name, language string) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	user := &model.User{Id: model.NewId(), Username: name, Locale: language}
	m.users[user.Id] = user
	return user.Id
}

// Move moves a user to a time zone, by its IANA name.
func (m *Mattermost) Move(userID, zone string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.users[userID].Timezone = model.StringMap{"useAutomaticTimezone": "false", "manualTimezone": zone}
}

// AddChannel makes a public channel with members who may post, and gives its ID.
func (m *Mattermost) AddChannel(userIDs ...string) string {
	return m.AddChannelOf(model.ChannelTypeOpen, userIDs...)
}

// AddChannelOf makes a channel of a type.
func (m *Mattermost) AddChannelOf(kind model.ChannelType, userIDs ...string) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	channel := &model.Channel{Id: model.NewId(), Type: kind}
	m.channels[channel.Id] = channel
	m.members[channel.Id] = map[string]bool{}
	for _, userID := range userIDs {
		m.members[channel.Id][userID] = true
		m.granted[channel.Id+userID+model.PermissionCreatePost.Id] = true
	}
	return channel.Id
}

// Enter lets a user into a channel, where they may post.
func (m *Mattermost) Enter(channelID, userID string) {
	m.mutex.Lock()
	m.members[channelID][userID] = true
	m.mutex.Unlock()
	m.Grant(userID, channelID, model.PermissionCreatePost)
}

// AddMember lets a user into a channel.
func (m *Mattermost) AddMember(channelID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.members[channelID][userID] = true
	m.granted[channelID+userID+model.PermissionCreatePost.Id] = true
}

// RemoveMember takes a user out of a channel.
func (m *Mattermost) RemoveMember(channelID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.members[channelID], userID)
	delete(m.granted, channelID+userID+model.PermissionCreatePost.Id)
}

// Value is what a key holds in the primary; nil for nothing.
func (m *Mattermost) Value(key string) []byte {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.expire(key)
	return m.keys[key]
}

// Deactivate deactivates a user; Activate lets the user in again.
func (m *Mattermost) Deactivate(userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	changed := m.users[userID].DeepCopy()
	changed.DeleteAt = m.now()
	m.users[userID] = changed
}

// Activate undoes Deactivate.
func (m *Mattermost) Activate(userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	changed := m.users[userID].DeepCopy()
	changed.DeleteAt = 0
	m.users[userID] = changed
}

// Restore undoes Archive.
func (m *Mattermost) Restore(channelID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	changed := m.channels[channelID].DeepCopy()
	changed.DeleteAt = 0
	m.channels[channelID] = changed
}

// Join lets a user into a team.
func (m *Mattermost) Join(teamID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.teams[userID] = append(m.teams[userID], &model.TeamMember{TeamId: teamID, UserId: userID})
}

// Archive archives a channel.
func (m *Mattermost) Archive(channelID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	changed := m.channels[channelID].DeepCopy()
	changed.DeleteAt = m.now()
	m.channels[channelID] = changed
}

// Grant gives a user a permission in a channel; Revoke takes it away.
func (m *Mattermost) Grant(userID, channelID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.granted[channelID+userID+permission.Id] = true
}

// Revoke takes a permission away.
func (m *Mattermost) Revoke(userID, channelID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.granted, channelID+userID+permission.Id)
}

// Enlarge makes a channel count more members than were added.
func (m *Mattermost) Enlarge(channelID string, members int64) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.counts[channelID] = members
}

// Delete removes a user for good.
func (m *Mattermost) Delete(userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.users, userID)
}

// Store puts a value into the plugin's key-value store, as another version of the plugin may have left it.
func (m *Mattermost) Store(key, value string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.keys[key] = []byte(value)
}

// Keys returns the keys in the plugin's key-value store that begin with a prefix.
func (m *Mattermost) Keys(prefix string) []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var keys []string
	for key := range m.keys {
		if m.expire(key); m.keys[key] == nil {
			continue
		}
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Forget removes all posts, reactions and keys, and what was noted: nothing has happened yet, and people are who they
// were.
func (m *Mattermost) Forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	clear(m.posts)
	clear(m.reacted)
	clear(m.keys)
	clear(m.Told)
	m.calls, m.Logged, m.Events, m.published, m.Commands, m.Dialogs = nil, nil, nil, nil, nil, nil
}

// Fail lets all calls of an API method fail; Mend lets them work again.
func (m *Mattermost) Fail(method string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.failing[method] = true
}

// Mend undoes Fail.
func (m *Mattermost) Mend(method string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.failing, method)
}

// crash is a server that is about to go down.
type crash struct {
	// calls is how many calls are answered until then.
	calls int
	// isDone tells that the last call that is not answered does what it is asked for.
	isDone bool
}

// CrashAfter lets so many calls be answered and all later ones fail, as those of a server that goes down. isDone lets
// the first of them do what it is asked for, so that only its answer is lost. Recover ends it.
func (m *Mattermost) CrashAfter(calls int, isDone bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.crash = &crash{calls: calls, isDone: isDone}
}

// Recover undoes CrashAfter.
func (m *Mattermost) Recover() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.crash = nil
}

// During lets something happen at the next call of a method, before it is answered.
func (m *Mattermost) During(method string, do func()) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if do == nil {
		delete(m.during, method)
		return
	}
	m.during[method] = do
}

// happens runs what During asked for.
func (m *Mattermost) happens(method string) {
	m.mutex.Lock()
	do := m.during[method]
	delete(m.during, method)
	m.mutex.Unlock()
	if do != nil {
		do()
	}
}

// isDown counts a call, and tells whether it fails because the server is down; isDone tells that it does what it is asked
// for. The mutex is held.
func (m *Mattermost) isDown() (isDown, isDone bool) {
	if m.crash == nil {
		return false, false
	}
	m.crash.calls--
	return m.crash.calls < 0, m.crash.calls == -1 && m.crash.isDone
}

func failure(method string) *model.AppError {
	return model.NewAppError(method, "fake.failure", nil, "secret detail", http.StatusInternalServerError)
}

// write answers a call that writes something. It does what it is asked for also where only its answer is lost.
func (m *Mattermost) write(method string, do func()) *model.AppError {
	m.happens(method)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.calls = append(m.calls, method)
	if m.failing[method] {
		return failure(method)
	}
	isDown, isDone := m.isDown()
	if !isDown || isDone {
		do()
	}
	if isDown {
		return failure(method)
	}
	return nil
}

// PublishedEvents returns the websocket events published, with what they carry.
func (m *Mattermost) PublishedEvents() []Published {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.published)
}

// ToldTo returns the ephemeral posts to a user.
func (m *Mattermost) ToldTo(userID string) []*model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.Told[userID])
}

// Calls returns the API methods called since the last call of Calls.
func (m *Mattermost) Calls() []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	calls := m.calls
	m.calls = nil
	return calls
}

// Posts returns all posts of a channel, oldest first.
func (m *Mattermost) Posts(channelID string) []*model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var posts []*model.Post
	for _, post := range m.posts {
		if post.ChannelId == channelID {
			posts = append(posts, post.Clone())
		}
	}
	slices.SortFunc(posts, func(a, b *model.Post) int { return int(a.CreateAt - b.CreateAt) })
	return posts
}

// call notes an API call, and gives the error it must fail with, if it must: PostgreSQL takes no NUL in an ID.
func (m *Mattermost) call(method string, ids ...string) *model.AppError {
	m.happens(method)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.calls = append(m.calls, method)
	hasNUL := func(id string) bool { return strings.Contains(id, "\x00") }
	isDown, _ := m.isDown()
	if isDown || m.failing[method] || slices.ContainsFunc(ids, hasNUL) {
		return failure(method)
	}
	return nil
}

func notFound(method string) *model.AppError {
	return model.NewAppError(method, "fake.not_found", nil, "", http.StatusNotFound)
}

// find answers a call that gets one thing by its ID.
func find[T any](m *Mattermost, method string, things map[string]*T, id string) (*T, *model.AppError) {
	if err := m.call(method, id); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if thing, ok := things[id]; ok {
		return thing, nil
	}
	return nil, notFound(method)
}

// GetUser returns the plugin API's.
func (m *Mattermost) GetUser(userID string) (*model.User, *model.AppError) {
	return find(m, "GetUser", m.users, userID)
}

// GetChannel returns the plugin API's.
func (m *Mattermost) GetChannel(channelID string) (*model.Channel, *model.AppError) {
	return find(m, "GetChannel", m.channels, channelID)
}

// GetChannelMember returns the plugin API's.
func (m *Mattermost) GetChannelMember(channelID, userID string) (*model.ChannelMember, *model.AppError) {
	if err := m.call("GetChannelMember"); err != nil {
		return nil, err
	}
	if !m.members[channelID][userID] {
		return nil, notFound("GetChannelMember")
	}
	return &model.ChannelMember{ChannelId: channelID, UserId: userID}, nil
}

// GetChannelMembersForUser returns the plugin API's, which asks for a team and does not mind it.
func (m *Mattermost) GetChannelMembersForUser(_, userID string, page, perPage int) (members []*model.ChannelMember, appErr *model.AppError) {
	if err := m.call("GetChannelMembersForUser"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for channelID, users := range m.members {
		if users[userID] {
			members = append(members, &model.ChannelMember{ChannelId: channelID, UserId: userID})
		}
	}
	slices.SortFunc(members, func(a, b *model.ChannelMember) int { return strings.Compare(a.ChannelId, b.ChannelId) })
	return members[min(page*perPage, len(members)):min((page+1)*perPage, len(members))], nil
}

// UpdateUserCustomStatus returns the plugin API's.
func (m *Mattermost) UpdateUserCustomStatus(userID string, status *model.CustomStatus) *model.AppError {
	if err := m.call("UpdateUserCustomStatus"); err != nil {
		return err
	}
	return m.withUser(userID, func(user *model.User) { _ = user.SetCustomStatus(status) })
}

// RemoveUserCustomStatus returns the plugin API's.
func (m *Mattermost) RemoveUserCustomStatus(userID string) *model.AppError {
	if err := m.call("RemoveUserCustomStatus"); err != nil {
		return err
	}
	return m.withUser(userID, (*model.User).ClearCustomStatus)
}

// GetUserStatus returns the plugin API's. Everybody is online until something else is set.
func (m *Mattermost) GetUserStatus(userID string) (*model.Status, *model.AppError) {
	if err := m.call("GetUserStatus"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if status, ok := m.statuses[userID]; ok {
		return &status, nil
	}
	return &model.Status{UserId: userID, Status: model.StatusOnline}, nil
}

// UpdateUserStatus returns the plugin API's. Like Mattermost, it leaves the former end of "do not disturb" as it is.
func (m *Mattermost) UpdateUserStatus(userID, status string) (*model.Status, *model.AppError) {
	changed, err := m.GetUserStatus(userID)
	if err != nil {
		return nil, err
	}
	changed.Status, changed.Manual = status, status != model.StatusOnline
	return changed, m.setStatus(changed)
}

// SetUserStatusTimedDND returns the plugin API's.
func (m *Mattermost) SetUserStatusTimedDND(userID string, endTime int64) (*model.Status, *model.AppError) {
	changed, err := m.GetUserStatus(userID)
	if err != nil {
		return nil, err
	}
	changed.PrevStatus, changed.Status, changed.Manual = changed.Status, model.StatusDnd, true
	changed.DNDEndTime = endTime - endTime%60
	return changed, m.setStatus(changed)
}

func (m *Mattermost) setStatus(status *model.Status) *model.AppError {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.statuses == nil {
		m.statuses = map[string]model.Status{}
	}
	m.statuses[status.UserId] = *status
	return nil
}

// withUser changes a copy of a user, as others may be reading the former.
func (m *Mattermost) withUser(userID string, change func(*model.User)) *model.AppError {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	user, ok := m.users[userID]
	if !ok {
		return notFound("UpdateUser")
	}
	changed := user.DeepCopy()
	change(changed)
	m.users[userID] = changed
	return nil
}

// GetChannelMembersByIds returns the plugin API's.
func (m *Mattermost) GetChannelMembersByIds(channelID string, userIDs []string) (members model.ChannelMembers, appErr *model.AppError) { //nolint:revive // the plugin API's name
	if err := m.call("GetChannelMembersByIds"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for _, userID := range userIDs {
		if m.members[channelID][userID] {
			members = append(members, model.ChannelMember{ChannelId: channelID, UserId: userID})
		}
	}
	return members, nil
}

// GetDirectChannel returns the plugin API's.
func (m *Mattermost) GetDirectChannel(userID1, userID2 string) (*model.Channel, *model.AppError) {
	if err := m.call("GetDirectChannel"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	name := model.GetDMNameFromIds(userID1, userID2)
	for _, channel := range m.channels {
		if channel.Name == name {
			return channel, nil
		}
	}
	channel := &model.Channel{Id: model.NewId(), Type: model.ChannelTypeDirect, Name: name}
	m.channels[channel.Id] = channel
	m.members[channel.Id] = map[string]bool{userID1: true, userID2: true}
	return channel, nil
}

// GetUsersByIds returns the plugin API's.
func (m *Mattermost) GetUsersByIds(userIDs []string) (users []*model.User, appErr *model.AppError) { //nolint:revive // the plugin API's name
	if err := m.call("GetUsersByIds"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for _, userID := range userIDs {
		if user, ok := m.users[userID]; ok {
			users = append(users, user)
		}
	}
	return users, nil
}

// GetUsersInChannel returns the plugin API's.
func (m *Mattermost) GetUsersInChannel(channelID, _ string, _, _ int) (users []*model.User, appErr *model.AppError) {
	if err := m.call("GetUsersInChannel"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for userID := range m.members[channelID] {
		users = append(users, m.users[userID])
	}
	return users, nil
}

// GetTeamMembersForUser returns the plugin API's.
func (m *Mattermost) GetTeamMembersForUser(userID string, _, _ int) ([]*model.TeamMember, *model.AppError) {
	if err := m.call("GetTeamMembersForUser"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.teams[userID], nil
}

// HasPermissionToChannel returns the plugin API's.
func (m *Mattermost) HasPermissionToChannel(userID, channelID string, permission *model.Permission) bool {
	if m.call("HasPermissionToChannel") != nil {
		return false
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.granted[channelID+userID+permission.Id]
}

// HasPermissionTo returns the plugin API's. Whoever GrantSystem was called for has the permission.
func (m *Mattermost) HasPermissionTo(userID string, permission *model.Permission) bool {
	if m.call("HasPermissionTo") != nil {
		return false
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.granted[userID+permission.Id]
}

// GrantSystem gives a user a permission for the whole server.
func (m *Mattermost) GrantSystem(userID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.granted[userID+permission.Id] = true
}

// GetChannelStats returns the plugin API's.
func (m *Mattermost) GetChannelStats(channelID string) (*model.ChannelStats, *model.AppError) {
	if err := m.call("GetChannelStats"); err != nil {
		return nil, err
	}
	return &model.ChannelStats{ChannelId: channelID, MemberCount: max(int64(len(m.members[channelID])), m.counts[channelID])}, nil
}

// GetPost returns the plugin API's.
func (m *Mattermost) GetPost(postID string) (*model.Post, *model.AppError) {
	post, err := find(m, "GetPost", m.posts, postID)
	if err != nil {
		return nil, err
	}
	return post.Clone(), nil
}

// GetPostThread returns the plugin API's.
func (m *Mattermost) GetPostThread(postID string) (*model.PostList, *model.AppError) {
	return m.list("GetPostThread", postID, func(post *model.Post) bool { return post.Id == postID || post.RootId == postID })
}

// GetPostsForChannel returns the plugin API's, newest first.
func (m *Mattermost) GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError) {
	list, err := m.list("GetPostsForChannel", channelID, func(post *model.Post) bool { return post.ChannelId == channelID })
	if err != nil {
		return nil, err
	}
	paged := model.NewPostList()
	for _, id := range list.Order[min(page*perPage, len(list.Order)):min((page+1)*perPage, len(list.Order))] {
		paged.AddPost(list.Posts[id])
		paged.AddOrder(id)
		if root := list.Posts[list.Posts[id].RootId]; root != nil {
			paged.AddPost(root) // what a page's replies are to comes with it, but not in its order
		}
	}
	return paged, nil
}

func (m *Mattermost) list(method, id string, want func(*model.Post) bool) (*model.PostList, *model.AppError) {
	if err := m.call(method, id); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	list := model.NewPostList()
	for id, post := range m.posts {
		if want(post) {
			list.AddPost(post.Clone())
			list.AddOrder(id)
		}
	}
	list.SortByCreateAt()
	return list, nil
}

// CreatePost returns the plugin API's.
func (m *Mattermost) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	created := post.Clone()
	if err := m.write("CreatePost", func() {
		created.Id = model.NewId()
		created.CreateAt = m.now() + int64(len(m.posts))
		created.UpdateAt = created.CreateAt
		m.posts[created.Id] = created.Clone()
	}); err != nil {
		return nil, err
	}
	return created, nil
}

// UpdatePost returns the plugin API's.
func (m *Mattermost) UpdatePost(post *model.Post) (*model.Post, *model.AppError) {
	updated := post.Clone()
	if err := m.write("UpdatePost", func() {
		updated.UpdateAt = m.now()
		if former := m.posts[post.Id]; former != nil {
			updated.UpdateAt = max(updated.UpdateAt, former.UpdateAt+1)
		}
		m.posts[post.Id] = updated.Clone()
	}); err != nil {
		return nil, err
	}
	return updated, nil
}

// DeletePost returns the plugin API's.
func (m *Mattermost) DeletePost(postID string) *model.AppError {
	if err := m.call("DeletePost"); err != nil {
		return err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.posts, postID)
	return nil
}

// GetSession returns the plugin API's: a session's ID is the person's.
func (m *Mattermost) GetSession(sessionID string) (*model.Session, *model.AppError) {
	if err := m.call("GetSession"); err != nil {
		return nil, err
	}
	return &model.Session{Id: sessionID, UserId: sessionID}, nil
}

// SendEphemeralPost returns the plugin API's.
func (m *Mattermost) SendEphemeralPost(userID string, post *model.Post) *model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Told[userID] = append(m.Told[userID], post)
	return post
}

// AddReaction returns the plugin API's.
func (m *Mattermost) AddReaction(reaction *model.Reaction) (*model.Reaction, *model.AppError) {
	if err := m.call("AddReaction"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	same := func(other *model.Reaction) bool {
		return other.UserId == reaction.UserId && other.EmojiName == reaction.EmojiName
	}
	if !slices.ContainsFunc(m.reacted[reaction.PostId], same) {
		m.reacted[reaction.PostId] = append(m.reacted[reaction.PostId], reaction)
	}
	if post, ok := m.posts[reaction.PostId]; ok {
		post.HasReactions = true
	}
	return reaction, nil
}

// RemoveReaction returns the plugin API's.
func (m *Mattermost) RemoveReaction(reaction *model.Reaction) *model.AppError {
	if err := m.call("RemoveReaction"); err != nil {
		return err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.reacted[reaction.PostId] = slices.DeleteFunc(m.reacted[reaction.PostId], func(other *model.Reaction) bool {
		return other.UserId == reaction.UserId && other.EmojiName == reaction.EmojiName
	})
	return nil
}

// GetReactions returns the plugin API's.
func (m *Mattermost) GetReactions(postID string) ([]*model.Reaction, *model.AppError) {
	if err := m.call("GetReactions"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.reacted[postID]), nil
}

// EnsureBotUser returns the plugin API's.
func (m *Mattermost) EnsureBotUser(bot *model.Bot) (string, error) {
	if err := m.call("EnsureBotUser"); err != nil {
		return "", err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for id, user := range m.users {
		if user.Username == bot.Username {
			return id, nil
		}
	}
	user := &model.User{Id: model.NewId(), Username: bot.Username, IsBot: true}
	m.users[user.Id] = user
	return user.Id, nil
}

// isJobs tells the keys of Mattermost's own library for scheduled jobs. Its calls come when they like: they are not
// counted and never fail.
func isJobs(key string) bool {
	return strings.Contains(key, "cron_")
}

// KVGet returns the plugin API's. Every job has just run.
func (m *Mattermost) KVGet(key string) ([]byte, *model.AppError) {
	if isJobs(key) {
		return []byte(`{"LastFinished": "` + time.Now().Format(time.RFC3339) + `"}`), nil
	}
	if err := m.call("KVGet"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.readKey(key), nil
}

// KVDelete returns the plugin API's.
func (m *Mattermost) KVDelete(key string) *model.AppError {
	return m.write("KVDelete", func() { delete(m.keys, key) })
}

// KVSetWithOptions returns the plugin API's.
func (m *Mattermost) KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError) {
	if isJobs(key) {
		return true, nil
	}
	isWritten := false
	if err := m.write("KVSetWithOptions", func() {
		m.expire(key)
		if isWritten = !options.Atomic || bytes.Equal(m.keys[key], options.OldValue); !isWritten {
			return
		}
		m.writeKey(key, value)
		if options.ExpireInSeconds > 0 && m.Now != nil {
			m.expires[key] = m.Now().Add(time.Duration(options.ExpireInSeconds) * time.Second)
		}
	}); err != nil {
		return false, err
	}
	return isWritten, nil
}

// KVList returns the plugin API's.
func (m *Mattermost) KVList(page, perPage int) ([]string, *model.AppError) {
	if err := m.call("KVList"); err != nil {
		return nil, err
	}
	keys := m.Keys("")
	slices.Sort(keys)
	return keys[min(page*perPage, len(keys)):min((page+1)*perPage, len(keys))], nil
}

// GetConfig returns the plugin API's.
func (m *Mattermost) GetConfig() *model.Config {
	_ = m.call("GetConfig") // noted; it can't fail
	return m.Config
}

// LoadPluginConfiguration returns the plugin API's.
func (m *Mattermost) LoadPluginConfiguration(dest any) error {
	encoded, err := json.Marshal(m.Settings)
	if err != nil {
		return err
	}
	return json.Unmarshal(encoded, dest)
}

// GetBundlePath returns the plugin API's.
func (m *Mattermost) GetBundlePath() (string, error) {
	if m.Bundle != "" {
		return m.Bundle, nil
	}
	folder, err := os.Getwd()
	for err == nil {
		if _, statErr := os.Stat(filepath.Join(folder, "plugin.json")); statErr == nil {
			return folder, nil
		}
		if folder == filepath.Dir(folder) {
			return "", os.ErrNotExist
		}
		folder = filepath.Dir(folder)
	}
	return "", err
}

// RegisterCommand returns the plugin API's.
func (m *Mattermost) RegisterCommand(command *model.Command) error {
	if err := m.call("RegisterCommand"); err != nil {
		return err
	}
	m.Commands = append(m.Commands, command)
	return nil
}

// UnregisterCommand returns the plugin API's.
func (m *Mattermost) UnregisterCommand(_, trigger string) error {
	if err := m.call("UnregisterCommand"); err != nil {
		return err
	}
	m.Commands = slices.DeleteFunc(m.Commands, func(c *model.Command) bool { return c.Trigger == trigger })
	return nil
}

// ListPluginCommands returns the plugin API's: this plugin's commands, and OthersCommands.
func (m *Mattermost) ListPluginCommands(string) ([]*model.Command, error) {
	if err := m.call("ListPluginCommands"); err != nil {
		return nil, err
	}
	return slices.Concat(m.Commands, m.OthersCommands), nil
}

// ListBuiltInCommands returns the plugin API's.
func (m *Mattermost) ListBuiltInCommands() ([]*model.Command, error) {
	if err := m.call("ListBuiltInCommands"); err != nil {
		return nil, err
	}
	return []*model.Command{{Trigger: "join", DisplayName: "join"}}, nil
}

// OpenInteractiveDialog returns the plugin API's.
func (m *Mattermost) OpenInteractiveDialog(dialog model.OpenDialogRequest) *model.AppError {
	if err := m.call("OpenInteractiveDialog"); err != nil {
		return err
	}
	m.Dialogs = append(m.Dialogs, dialog)
	return nil
}

// PublishWebSocketEvent is the plugin API's.
func (m *Mattermost) PublishWebSocketEvent(event string, payload map[string]any, broadcast *model.WebsocketBroadcast) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Events = append(m.Events, event)
	m.published = append(m.published, Published{Event: event, Payload: payload, Broadcast: broadcast})
}

// PublishPluginClusterEvent returns the plugin API's, but that the sender gets the event as well: the fake can't tell
// who it is.
func (m *Mattermost) PublishPluginClusterEvent(event model.PluginClusterEvent, _ model.PluginClusterEventSendOptions) error {
	if appErr := m.call("PublishPluginClusterEvent"); appErr != nil {
		return appErr
	}
	for _, hook := range m.OnClusterEvent {
		hook(event)
	}
	return nil
}

// LoggedMessages returns the messages logged so far. It is safe to ask while the plugin works in the background.
func (m *Mattermost) LoggedMessages() []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.Logged)
}

// LogLine is a line of the log: a message, and names and values in turn.
type LogLine struct {
	Message string
	Fields  []any
}

// Field returns the value of a name; nil if it is not there.
func (l LogLine) Field(name string) any {
	for i := 0; i+1 < len(l.Fields); i += 2 {
		if l.Fields[i] == name {
			return l.Fields[i+1]
		}
	}
	return nil
}

// Log is what was logged as an error or a warning.
func (m *Mattermost) Log() []LogLine {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.log)
}

// LogError is the plugin API's.
func (m *Mattermost) LogError(message string, fields ...any) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Logged = append(m.Logged, message)
	m.log = append(m.log, LogLine{Message: message, Fields: fields})
}

// LogAuditRec is the plugin API's.
func (m *Mattermost) LogAuditRec(record *model.AuditRecord) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Audited = append(m.Audited, record)
}

// LogWarn is the plugin API's.
func (m *Mattermost) LogWarn(message string, fields ...any) {
	m.LogError(message, fields...)
}

// Clock is a clock that tests set. It is safe to ask while the plugin works in the background.
type Clock struct{ at atomic.Pointer[time.Time] }

// Set sets the clock.
func (c *Clock) Set(at time.Time) { c.at.Store(&at) }

// Now returns the time; the real one until the clock is set.
func (c *Clock) Now() time.Time {
	if at := c.at.Load(); at != nil {
		return *at
	}
	return time.Now()
}
