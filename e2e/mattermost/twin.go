package mattermost

import "context"

// Twin starts another server on the same database, with its own folder and address. Plugins are installed on each
// server.
func (s *Server) Twin(ctx context.Context) (*Server, error) {
	return Start(ctx, s.options)
}
