"""What happens to her choices: she says, narrows, confirms, stops; a person lifts and flags."""
