module mattermost-plugin-blizz

go 1.26.7

require (
	github.com/pkg/errors v0.9.1
	github.com/stretchr/testify v1.12.1
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect
