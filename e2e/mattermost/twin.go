package mattermost

import (
	"context"
	"slices"
)

// Twin starts another server on the same database, with its own folder and address. Plugins are installed on each
// server. The environment holds settings in which it differs from the first server, as MM_…=….
func (s *Server) Twin(ctx context.Context, environment ...string) (*Server, error) {
	options := s.options
	options.Environment = slices.Concat(options.Environment, environment)
	return Start(ctx, options)
}
