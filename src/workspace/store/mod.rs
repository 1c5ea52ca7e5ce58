//! The workspace file.

/// Provisional.
#[derive(Debug)]
pub struct Store;
/// Provisional.
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct StoreError;
impl Store {
    /// x
    pub fn commit_edit(&mut self, _: &crate::notes::NoteEdit) -> Result<(), StoreError> {
        Ok(())
    }
    /// x
    pub fn set_session(&mut self, _: &super::Session) -> Result<(), StoreError> {
        Ok(())
    }
    /// x
    pub fn notes(&mut self) -> Result<crate::notes::NoteSet, StoreError> {
        Ok(crate::notes::NoteSet::default())
    }
    /// x
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        Ok(false)
    }
}
