//! The keys of a list under a field: the arrows walk through its rows and Enter takes one, while the field
//! keeps the focus.

use eframe::egui::{Context, Key, Modifiers};

/// Moves `at` among `num` rows by what was pressed; says whether an arrow was, so that the row is brought
/// into view.
pub(super) fn arrows(ctx: &Context, at: &mut usize, num: usize) -> bool {
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if down {
        *at += 1;
    }
    if up {
        *at = at.saturating_sub(1);
    }
    *at = (*at).min(num.saturating_sub(1));
    down || up
}

/// Whether Enter was pressed, which then means nothing to others.
pub(super) fn enter(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Event, RawInput};

    #[track_caller]
    fn check(key: Key, before: usize, num: usize, expected: usize) {
        let ctx = Context::default();
        let event = Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        let input = RawInput {
            events: vec![event],
            ..RawInput::default()
        };
        let mut at = before;
        let mut moved = false;
        let mut output = ctx.run_ui(input, |ui| {
            moved = moved || arrows(ui.ctx(), &mut at, num);
        });
        // A set of textures that is not painted must be drained.
        output.textures_delta.clear();
        assert_eq!((at, moved), (expected, key != Key::Enter));
    }

    #[test]
    fn rows_end_at_both_ends() {
        check(Key::ArrowDown, 0, 3, 1);
        check(Key::ArrowDown, 2, 3, 2);
        check(Key::ArrowUp, 2, 3, 1);
        check(Key::ArrowUp, 0, 3, 0);
        check(Key::ArrowDown, 0, 0, 0);
        // The list has become shorter.
        check(Key::Enter, 7, 3, 2);
    }
}
